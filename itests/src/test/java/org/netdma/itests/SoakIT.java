// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.itests.NetDmaProcess.Result;

/** Copies while their engines come and go; longer with {@code -Dnetdma.itests.soakSeconds=600}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts bin/netdma, not bin/netdma.cmd")
class SoakIT {

    private static final int SECONDS = Integer.getInteger("netdma.itests.soakSeconds", 15);
    private static final long SEED = Seed.of("soak");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("[PNP-10, PNP-14, STO-1, STO-3, CLI-2] no copy is lost, and nothing is left over")
    void shouldLoseNothing() throws Exception {
        Path providers = Files.createDirectories(folder.resolve("providers"));
        Files.copy(ProviderBundle.REFERENCE.jar(), providers.resolve("provider.jar"));
        String soak = "netdma:soak --time %d --seed %d".formatted(SECONDS, SEED);
        try (NetDmaProcess netdma = NetDmaProcess.startForLong(folder, "-c", soak)) {
            netdma.endInput();
            Result result = netdma.awaitEnd(Duration.ofSeconds(SECONDS + 120));
            assertEquals(0, result.exitCode(), result::toString);
            assertTrue(result.out().matches("(?s).*Copies verified +[1-9].*Changes +[1-9].*Faults injected +[1-9].*"
                    + "Lost or corrupted +0\\R.*Left over +0\\R.*"), result::toString);
        }
    }

    @Test
    @DisplayName("[CLI-2] a soak that ends with the process leaves neither client nor memory behind")
    void shouldCleanUpWhenTheProcessIsTerminated() throws Exception {
        Path providers = Files.createDirectories(folder.resolve("providers"));
        Files.copy(ProviderBundle.REFERENCE.jar(), providers.resolve("provider.jar"));
        try (NetDmaProcess netdma = NetDmaProcess.startForLong(folder, "-c",
                "netdma:soak --time 600 --pause 300 --seed " + SEED)) {
            Await.until(netdma::errors, printed -> printed.contains("copies verified"), "traffic");
            netdma.terminate();
            Result result = netdma.awaitEnd();
            assertEquals(143, result.exitCode(), result::toString);
        }
        String log = Files.readString(folder.resolve("data/logs/netdma.log"));
        assertFalse(log.contains("closed now"), () -> log.lines().filter(line -> line.contains("closed now")).toList()
                .toString());
    }
}
