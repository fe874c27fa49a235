// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private static final long ENDLESS = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    @Test
    void shouldWriteWhoSaidWhatWithTheStackTrace() throws IOException {
        LogRecord entry = entry("one {0}");
        entry.setParameters(new Object[] {"two"});
        entry.setThrown(new IllegalStateException("three"));
        try (Closing log = new Closing(new LogFile(folder, ENDLESS, 2))) {
            log.file().publish(entry);
        }

        String text = Files.readString(folder.resolve("netdma.log"));

        assertTrue(text.contains(" WARNING org.acme "), text);
        assertTrue(text.contains("] one two" + System.lineSeparator()), text);
        assertTrue(text.contains("IllegalStateException: three"), text);
        assertTrue(text.contains("\tat " + LogFileTest.class.getName()), text);
    }

    @Test
    void shouldWriteNumbersPlainly() throws IOException {
        LogRecord entry = entry("{0} did not end within {1} ms, {2}");
        entry.setParameters(new Object[] {"it", 10_000L, 1_234});
        try (Closing log = new Closing(new LogFile(folder, ENDLESS, 2))) {
            log.file().publish(entry);
        }

        String text = Files.readString(folder.resolve("netdma.log"));
        assertTrue(text.contains("it did not end within 10000 ms, 1234"), text);
    }

    @Test
    void shouldWriteALineOfWhatCanNotBePrinted() throws IOException {
        LogRecord entry = entry("REMOVE_DEVICE failed");
        entry.setThrown(new IllegalStateException() {
            @Override
            public String getMessage() {
                throw new UnsupportedOperationException();
            }
        });
        try (Closing log = new Closing(new LogFile(folder, ENDLESS, 2))) {
            log.file().publish(entry);
        }

        String text = Files.readString(folder.resolve("netdma.log"));
        assertTrue(text.contains(" WARNING org.acme "), text);
        assertTrue(text.contains("REMOVE_DEVICE failed (the rest of it throws "
                + "java.lang.UnsupportedOperationException)"), text);
    }

    @Test
    void shouldAppendToTheLogOfEarlierRuns() throws IOException {
        for (String message : new String[] {"first", "second"}) {
            try (Closing log = new Closing(new LogFile(folder, ENDLESS, 2))) {
                log.file().publish(entry(message));
            }
        }

        assertEquals(2, Files.readAllLines(folder.resolve("netdma.log")).size());
    }

    @Test
    void shouldBeginNewPartsAndKeepSomeOlderOnes() throws IOException {
        try (Closing log = new Closing(new LogFile(folder, 10, 2))) {
            for (String message : new String[] {"first", "second", "third"}) {
                log.file().publish(entry(message));
            }
        }

        assertEquals("", Files.readString(folder.resolve("netdma.log")));
        assertTrue(Files.readString(folder.resolve("netdma.1.log")).contains("third"));
        assertTrue(Files.readString(folder.resolve("netdma.2.log")).contains("second"));
        assertFalse(Files.exists(folder.resolve("netdma.3.log")));
    }

    @Test
    void shouldFollowToThePartThatAnotherProcessBegan() throws IOException {
        try (Closing one = new Closing(new LogFile(folder, 10, 2));
                Closing other = new Closing(new LogFile(folder, 10, 2))) {
            one.file().publish(entry("of one"));
            other.file().publish(entry("of other"));
        }

        assertFalse(Files.exists(folder.resolve("netdma.2.log")), "begun twice");
        String older = Files.readString(folder.resolve("netdma.1.log"));
        assertTrue(older.contains("of one") && older.contains("of other"), older);
    }

    private static LogRecord entry(String message) {
        LogRecord entry = new LogRecord(Level.WARNING, message);
        entry.setLoggerName("org.acme");
        return entry;
    }

    private record Closing(LogFile file) implements AutoCloseable {

        @Override
        public void close() {
            file.close();
        }
    }
}
