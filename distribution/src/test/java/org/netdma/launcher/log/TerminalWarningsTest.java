// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalWarningsTest {

    private final List<String> shown = new ArrayList<>();
    private final TerminalWarnings warnings = new TerminalWarnings(shown::add, Level.WARNING);

    @Test
    void shouldShowWarningsAndErrorsOnly() {
        publish("org.acme", Level.INFO, "nothing new", null);
        publish("org.acme", Level.WARNING, "look out", null);
        publish("org.acme", Level.SEVERE, "too late", null);

        assertEquals(List.of("warning: look out", "error: too late"), shown);
    }

    @Test
    void shouldSayTheCausesInTheSameLine() {
        publish("org.acme", Level.SEVERE, "no copy\n   today", new IllegalStateException("no engine",
                new IOException("java.io.IOException: no jar")));

        assertEquals(List.of("error: no copy today: no engine: no jar"), shown);
    }

    @Test
    void shouldShowALineOfWhatCanNotBePrinted() {
        publish("org.acme", Level.SEVERE, "START_DEVICE failed", new IllegalStateException() {
            @Override
            public String getMessage() {
                throw new UnsupportedOperationException();
            }
        });

        assertEquals(List.of("error: START_DEVICE failed (the rest of it throws "
                + "java.lang.UnsupportedOperationException)"), shown);
    }

    @Test
    void shouldEndWithCausesThatGoRoundInACircle() {
        IllegalStateException chicken = new IllegalStateException("chicken");
        chicken.initCause(new IllegalStateException("egg", chicken));
        publish("org.acme", Level.SEVERE, "who was first", chicken);

        assertEquals(List.of("error: who was first: chicken: egg"), shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.felix.framework", "org.apache.felix.scr", "org.jline", "stdout", "stderr"})
    void shouldLeaveTheInnerWorkingsToTheLogFile(String logger) {
        publish(logger, Level.SEVERE, "of no use to a person", null);

        assertEquals(List.of(), shown);
    }

    @Test
    void shouldShowWhatFileInstallRefuses() {
        publish("org.apache.felix.fileinstall", Level.SEVERE, "no jar", null);

        assertEquals(List.of("error: no jar"), shown);
    }

    @Test
    void shouldPrintElsewhereAndBack() {
        List<String> elsewhere = new ArrayList<>();
        warnings.printTo(elsewhere::add);
        publish("org.acme", Level.WARNING, "above the prompt", null);
        warnings.printTo(null);
        publish("org.acme", Level.WARNING, "on standard error", null);

        assertEquals(List.of("warning: above the prompt"), elsewhere);
        assertEquals(List.of("warning: on standard error"), shown);
    }

    private void publish(String logger, Level level, String message, Throwable thrown) {
        LogRecord entry = new LogRecord(level, message);
        entry.setLoggerName(logger);
        entry.setThrown(thrown);
        warnings.publish(entry);
    }
}
