// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.benchmarks.copy.Request.Command;

@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc and starts sh")
@Timeout(180)
class ContenderProcessTest {

    private static final Cell CELL = new Cell("toy", Command.ROUNDTRIP, 64, 1);

    @TempDir
    Path folder;

    private ContenderProcess start(String script) throws IOException {
        return new ContenderProcess("toy", List.of("sh", "-c", "echo ready $$; " + script),
                folder.resolve("errors").toFile());
    }

    /** {@return the state of the process that wrote its number: T is halted} */
    private static String state(Path number) throws IOException {
        String stat = Files.readString(Path.of("/proc", Files.readString(number).strip(), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    }

    /** A signal is taken a moment after it was sent. */
    private static void awaitHalted(Path number) throws IOException {
        long start = System.nanoTime();
        while (!state(number).equals("T")) {
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60), "not halted within 60 s");
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("A contender answers when it is asked, and is halted before and after")
    void shouldHaltWhileOthersAreMeasured() throws IOException {
        Path number = folder.resolve("number");
        Files.createFile(number);
        try (ContenderProcess toy = new ContenderProcess("toy", List.of("sh", "-c", "echo $$ > " + number
                + "; echo ready; while read line; do echo ok p50=7; done"), folder.resolve("errors").toFile())) {
            awaitHalted(number);
            assertEquals(7, toy.ask(CELL.toRequest(1)).get("p50"));
            awaitHalted(number);
        }
    }

    @Test
    @DisplayName("What a contender that dies was asked is in the error, and it is closed like any other")
    void shouldTellOfAContenderThatDies() throws IOException {
        try (ContenderProcess toy = start("read line; exit 1")) {
            IOException dead = assertThrows(IOException.class, () -> toy.ask(CELL.toRequest(1)));
            assertTrue(dead.getMessage().startsWith("toy to \"roundtrip "), dead.getMessage());
        }
    }
}
