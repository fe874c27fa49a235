// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.itests.NetDmaProcess.Result;

/** A process with little memory, whose operator forbids explicit garbage collections, as some application servers do. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts bin/netdma, not bin/netdma.cmd")
class MemoryLimitIT {

    @TempDir
    private Path folder;

    private Result run(String commands) throws Exception {
        Path limited = Files.writeString(folder.resolve("limited"), """
                #!/bin/sh
                NETDMA_JAVA_OPTS='-XX:+DisableExplicitGC -XX:MaxDirectMemorySize=200m' exec %s "$@"
                """.formatted(NetDmaProcess.DISTRIBUTION.resolve("bin/netdma")));
        assertTrue(limited.toFile().setExecutable(true));
        Path conf = Files.createDirectories(folder.resolve("conf"));
        try (NetDmaProcess netdma = NetDmaProcess.start(limited, folder, List.of("--conf", conf.toString(),
                "--data", folder.resolve("data").toString(), "--ready-limit", "60", "-c", commands))) {
            netdma.endInput();
            return netdma.awaitEnd();
        }
    }

    @Test
    @DisplayName("[MEM-15] memory of closed regions can be had again")
    void shouldCopyAgainAndAgain() throws Exception {
        String out = run("netdma:copy -s 64M; ".repeat(6)).assertSuccess().out();
        assertEquals(6, out.lines().filter(line -> line.contains("verified byte for byte")).count(), out);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "memory of arenas does not count for MaxDirectMemorySize")
    @DisplayName("[MEM-15] a refusal says who has the memory")
    void shouldSayWhyThereIsNoneLeft() throws Exception {
        Result result = run("netdma:copy -s 150M");
        result.assertFailure("open regions have 157286400 bytes: close regions, or raise -XX:MaxDirectMemorySize");
        assertEquals(1, result.exitCode(), result::toString);
    }
}
