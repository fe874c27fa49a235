// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole comparison with its processes, too short for figures. */
class CompareIT {

    @Test
    @DisplayName("A short comparison measures each contender and writes all files")
    void shouldCompare(@TempDir Path out) throws Exception {
        int exit = new CommandLine(new Compare()).execute("--home", ".", "--out", out.toString(), "--name", "smoke",
                "--rounds", "1", "--millis", "2", "--sizes", "4096", "--contenders", "netdma,netdma-future,inline");
        assertEquals(0, exit);
        String table = Files.readString(out.resolve("smoke.csv"));
        assertTrue(table.contains(",inline,sustained,4096,1,") && table.contains(",netdma,roundtrip,4096,1,"), table);
        assertTrue(Files.readString(out.resolve("smoke.md")).contains("| inline bulk put |"));
        assertTrue(Files.size(out.resolve("smoke-sustained.svg")) > 0);
        assertTrue(Files.size(out.resolve("smoke-roundtrip.svg")) > 0);
    }
}
