// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.launcher.console.Console;

@Timeout(180)
class ConversationTest {

    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final CapturedStreams streams = new CapturedStreams(true);
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    /** How many times preparing the terminal for a line fails from now on. */
    private final AtomicInteger failures = new AtomicInteger();
    private Terminal terminal;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        threadIo.start();
        ToyCommands toys = new ToyCommands();
        for (String command : List.of("say", "fail")) {
            processor.addCommand("test", toys, command);
        }
        processor.addCommand("test", this, "hang");
        processor.addCommand("shell", new ShellCommands(), "exit");
        terminal = new DumbTerminal("test", "dumb", new PipedInputStream(keyboard), screen, StandardCharsets.UTF_8) {
            @Override
            public Attributes enterRawMode() {
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IOError(new IOException("interrupted"));
                }
                return super.enterRawMode();
            }
        };
    }

    @AfterEach
    void stop() {
        processor.stop();
        threadIo.stop();
    }

    /** A command that lasts until it is interrupted; Ctrl-C is pressed as soon as it runs. */
    public void hang() throws InterruptedException {
        Thread person = new Thread(() -> terminal.raise(Terminal.Signal.INT), "person");
        person.start();
        person.join();
        new CountDownLatch(1).await();
    }

    private void type(String text) throws IOException {
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private int converse() throws IOException {
        try (Conversation conversation = new Conversation(processor, terminal, streams, folder.resolve("history"),
                List::of)) {
            return conversation.converse();
        }
    }

    private void assertScreen(String expected) {
        String seen = screen.toString(StandardCharsets.UTF_8);
        assertTrue(seen.contains(expected), seen);
    }

    @Test
    void shouldRunLineAfterLineUntilExitAndKeepThem() throws Exception {
        type("say one\nfail\nsay two\nexit 3\n");

        assertEquals(3, converse());

        assertScreen("one");
        assertScreen("no engine, and no hope");
        assertScreen("two");
        assertTrue(Files.readString(folder.resolve("history")).contains("say two"));
        assertNull(streams.warnings(), "warnings go to standard error again");
    }

    @Test
    void shouldLeaveAtTheEndOfTheInput() throws Exception {
        keyboard.close();

        assertEquals(Console.SUCCESS, converse());
    }

    @Test
    void shouldEndTheCommandOnCtrlCAndNoMore() throws Exception {
        type("hang\nsay after\nexit 3\n");

        assertEquals(3, converse());

        assertScreen("interrupted");
        assertScreen("after");
    }

    @Test
    void shouldGoOnWhenReadingFailsForOnce() throws Exception {
        failures.set(2);
        type("say still\nexit 3\n");

        assertEquals(3, converse());

        assertScreen("still");
    }

    @Test
    void shouldEndWhenTheTerminalIsGone() throws Exception {
        failures.set(Integer.MAX_VALUE);

        assertEquals(Console.COMMAND_FAILED, converse());
    }

    @Test
    void shouldSayThatItWasStoppedAndNotLeft() throws Exception {
        try (Conversation conversation = new Conversation(processor, terminal, streams, folder.resolve("history"),
                List::of)) {
            conversation.end();
            assertEquals(Conversation.STOPPED, conversation.converse());
        }
    }
}
