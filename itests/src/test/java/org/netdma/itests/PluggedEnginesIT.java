// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines of the reference provider that are plugged in with less than they could use, in the distribution. */
class PluggedEnginesIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void putTheReferenceProviderIn() throws Exception {
        Files.copy(ProviderBundle.REFERENCE.jar(),
                Files.createDirectories(folder.resolve("providers")).resolve("reference.jar"));
    }

    @Test
    @DisplayName("[STA-2, INT-4] an engine with fewer messages than channels has that many channels, and copies")
    void shouldRunWithTheMessagesThatThereAre() throws Exception {
        NetDmaProcess.Result result = NetDmaProcess.run(folder, "-c",
                "pnp:plug 1234:0d3a memoryWindows=65536 messageInterrupts=4; netdma:providers; "
                        + "netdma:copy -p 2 -s 4MiB").assertSuccess();
        assertTrue(result.out().contains("is STARTED"), result::toString);
        assertTrue(result.out().contains(" 0/16 ") && result.out().contains(" 0/4 "), result::toString);
        assertTrue(result.out().contains("verified"), result::toString);
    }

    @Test
    @DisplayName("what an engine lacks is said in one sentence, once, wherever the two streams go")
    void shouldSayOnceWhatIsMissing() throws Exception {
        for (String lacking : new String[] {"messageInterrupts=4", "memoryWindows=65536"}) {
            String wayOut = lacking.startsWith("memory") ? "give the device messageInterrupts" : "give the device memoryWindows";
            NetDmaProcess.Result result = NetDmaProcess.run(folder, "-c", "pnp:plug 1234:0d3a " + lacking);
            assertNotEquals(0, result.exitCode());
            assertSaidOnce(wayOut, result.out() + result.err());
            try (NetDmaProcess netdma = NetDmaProcess.start(folder)) {
                String plugged = String.join("\n", netdma.ask("pnp:plug 1234:0d3a " + lacking)) + "\n";
                assertSaidOnce(wayOut, plugged + netdma.errors());
                String warned = netdma.errors();
                String restarted = String.join("\n", netdma.ask("pnp:restart SLOT0")) + "\n";
                assertSaidOnce(wayOut, restarted + netdma.errors().substring(warned.length()));
            }
        }
    }

    private static void assertSaidOnce(String wayOut, String all) {
        assertEquals(1, all.lines().filter(line -> line.contains(wayOut)).count(), all);
        assertTrue(all.lines().allMatch(line -> line.length() < 400), all);
    }
}
