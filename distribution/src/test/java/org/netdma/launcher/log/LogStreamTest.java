// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogStreamTest {

    private final Logger logger = Logger.getLogger("log-stream-test");
    private final List<String> logged = new ArrayList<>();
    private final Handler collector = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(collector);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(collector);
    }

    @Test
    void shouldLogEachLineOnce() {
        PrintStream stream = LogStream.to(logger.getName());
        stream.print("half ");
        stream.print("a line, ä\r\nsecond\n\n  \nthird without end");

        assertEquals(List.of("half a line, ä", "second"), logged);
    }

    @Test
    void shouldNotWaitForeverForTheEndOfALine() {
        PrintStream stream = LogStream.to(logger.getName());
        stream.print("x".repeat(10_000));

        assertEquals(1, logged.size());
    }
}
