// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in {@code conf/} whose names make factory configurations of PIDs that have one configuration. */
class SingletonConfigurationIT {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("a second file of a PID with one configuration is not taken, and one warning names it")
    void shouldTakeOneFileOfEachPid() throws Exception {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.copy(ProviderBundle.REFERENCE.jar(),
                Files.createDirectories(folder.resolve("providers")).resolve("reference.jar"));
        Files.writeString(conf.resolve("org.netdma.pnp.cfg"), "processors=2\n");
        Files.writeString(conf.resolve("org.netdma.pnp-old.cfg"), "processors=5\n");
        Files.writeString(conf.resolve("org.netdma.core-a.cfg"), "\n");
        Files.writeString(conf.resolve("org.netdma.core-b.cfg"), "\n");
        Files.writeString(conf.resolve("org.netdma.verifier-old.cfg"), "mode=strict\n");
        Files.writeString(conf.resolve("org.netdma.provider.reference.cfg"), "channels=3\n");
        Files.writeString(conf.resolve("org.netdma.provider.reference-old.cfg"), "channels=7\n");
        try (NetDmaProcess netdma = NetDmaProcess.start(folder)) {
            Await.until(() -> netdma.ask("netdma:providers"), lines -> lines.size() == 2
                    && lines.get(1).contains(" 0/3 "), "one engine, as the file of its own says");
            assertEquals(2, netdma.threads().stream().filter(name -> name.startsWith("netdma-dpc-")).count());
            assertTrue(netdma.ask("netdma:copy -s 1MiB").toString().contains("verified"));
            assertTrue(netdma.ask("netdma:verifier").toString().contains("OFF"));
            for (String name : List.of("org.netdma.pnp-old.cfg", "org.netdma.core-a.cfg", "org.netdma.core-b.cfg",
                    "org.netdma.verifier-old.cfg", "org.netdma.provider.reference-old.cfg")) {
                Await.until(netdma::errors, errors -> errors.lines().filter(line -> line.contains(name)).count() == 1,
                        "one warning that names " + name);
            }
            assertEquals(5, netdma.errors().lines().count(), netdma.errors());

            Files.writeString(conf.resolve("org.netdma.pnp.cfg"), "processors=3\n");
            Await.until(() -> netdma.threads().stream().filter(name -> name.startsWith("netdma-dpc-")).count(),
                    count -> count == 3, "the changed file has taken effect");
            Files.delete(conf.resolve("org.netdma.provider.reference.cfg"));
            Await.until(() -> netdma.ask("netdma:providers"), lines -> lines.size() == 2
                    && lines.get(1).contains(" 0/16 "), "defaults, not the other file");
        }
    }
}
