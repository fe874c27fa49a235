// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TerminalLineTest {

    private static final long SECOND = 1_000_000_000;
    private static final Progress LONG = new Progress("copy", 1, 1000, SECOND);
    private static final Progress SHORT = new Progress("a", 1000, 1000, SECOND);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicBoolean watched = new AtomicBoolean(true);

    private TerminalLine line(Duration interval) {
        return new TerminalLine(terminal, () -> 60, watched::get, interval);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void awaitPrinted(String text) {
        long end = System.nanoTime() + 10 * SECOND;
        while (!printed().contains(text)) {
            assertTrue(System.nanoTime() < end, () -> text + " does not come, but " + printed());
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldOverwriteTheLineAndTakeItAway() {
        TerminalLine line = line(Duration.ofMillis(1));
        String first = LONG.text(59);
        String second = SHORT.text(59) + " ".repeat(first.length() - SHORT.text(59).length());
        line.show(LONG);
        awaitPrinted("\r" + first);
        line.show(SHORT);
        awaitPrinted("\r" + second);
        line.clear();
        assertTrue(printed().endsWith("\r" + " ".repeat(SHORT.text(59).length()) + "\r"), printed());
    }

    @Test
    void shouldLeaveTheLineWhenTheShellHasGoneOn() {
        TerminalLine line = line(Duration.ofMillis(1));
        line.show(LONG);
        awaitPrinted(LONG.text(59));
        watched.set(false);
        line.show(SHORT);
        line.clear();
        assertTrue(printed().endsWith(LONG.text(59)), printed());
    }

    @Test
    void shouldNotFlickerForWhatIsDoneAtOnce() {
        TerminalLine line = line(Duration.ofHours(1));
        line.show(LONG);
        line.clear();
        line(Duration.ofHours(1)).clear();
        assertEquals("", printed());
    }
}
