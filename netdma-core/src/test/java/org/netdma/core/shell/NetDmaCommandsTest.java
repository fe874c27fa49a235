// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.core.shell.fake.FakeClients;
import org.netdma.core.shell.fake.FakeEngine;
import org.netdma.core.shell.fake.FakeMemory;
import org.netdma.core.shell.text.ProgressDisplay;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.core.verifier.VerifierSettings;

/** The commands as typed in a real Gogo shell. */
class NetDmaCommandsTest {

    private final FakeClients clients = new FakeClients();
    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final CommandProcessorImpl shell = new CommandProcessorImpl(threads);
    private final NetDmaCommands commands = new NetDmaCommands(shell, clients, new FakeMemory(),
            new CoreVerifier(VerifierSettings.DEFAULT));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;
    private CommandSession session;

    @BeforeEach
    void openShell() {
        threads.start();
        clients.addProvider(1, "Reference engine", "ROOT\\NETDMA_REFERENCE\\0000");
        for (String command : List.of("providers", "channels", "copy", "copyfile", "bench", "verifier")) {
            shell.addCommand("netdma", commands, command);
        }
        session = shell.createSession(new ByteArrayInputStream(new byte[0]), out, err);
        session.currentDir(folder);
    }

    @AfterEach
    void closeShell() {
        session.close();
        commands.deactivate();
        shell.stop();
        threads.stop();
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldRunWithAndWithoutArguments() throws Exception {
        session.execute("netdma:providers; netdma:providers -json; netdma:channels; netdma:copy -s 5000 -n 2 --seed=7");
        assertTrue(printed().matches("(?s)No +Name.*\\[\\{\"number\":1,.*no channel is allocated.*2 x 4.9 KiB.*"),
                printed());
    }

    @Test
    void shouldSetTheVerifiersMode() throws Exception {
        session.execute("netdma:verifier strict; netdma:verifier warn -d toy; netdma:verifier");
        assertEquals("""
                Driver        Mode
                (all others)  STRICT
                toy           WARN

                no violations
                """, printed());
    }

    @Test
    void shouldFindTheProviderByQuotedAndUnquotedDevice() throws Exception {
        session.execute("netdma:copy -s 1 -p 'ROOT\\NETDMA_REFERENCE\\0000'");
        session.execute("netdma:copy -s 1 -p ROOT\\NETDMA_REFERENCE\\0000");
        assertEquals("1", clients.lastRequest.provider());
    }

    @Test
    void shouldPrintWhereTheShellRedirectsTo() throws Exception {
        session.execute("netdma:providers > providers.txt");
        assertEquals("", printed());
        assertTrue(Files.readString(folder.resolve("providers.txt")).startsWith("No  Name"));
    }

    @Test
    void shouldFailWithOneLine() {
        CommandFailure failure = assertThrows(CommandFailure.class, () -> session.execute("netdma:copy -s 0"));
        assertTrue(failure.getMessage().startsWith("netdma:copy: Invalid value for option '--size': '0' is not"),
                failure.getMessage());
    }

    @Test
    void shouldCopyFilesOfTheCurrentFolder() throws Exception {
        Files.write(folder.resolve("a"), new byte[10_000]);
        session.execute("netdma:copyfile a b");
        assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
        assertFalse(printed().contains("\r"), "progress, but no terminal");
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldShowProgressOnATerminalOnly() throws Exception {
        Files.write(folder.resolve("a"), new byte[10_000]);
        session.put(".terminal", "any object");
        session.put("COLUMNS", 60);
        clients.engine = (ticket, from, to) -> {
            if (ticket == 2) {
                awaitProgress();
            }
            return FakeEngine.COPIES.process(ticket, from, to);
        };
        session.execute("netdma:copyfile a b > report.txt");
        String shown = err.toString(StandardCharsets.UTF_8);
        assertTrue(shown.startsWith("\rcopy    ") && shown.endsWith(" \r"), shown);
        assertFalse(Files.readString(folder.resolve("report.txt")).contains("\r"));
        assertEquals("", printed());
    }

    private void awaitProgress() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (err.size() == 0) {
            assertTrue(System.nanoTime() < end, "no progress is shown");
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldNotShowProgressWhereNobodyWatches() throws Exception {
        session.put(".terminal", "any object");
        assertNotSame(ProgressDisplay.NONE, progressOf("look"));
        assertSame(ProgressDisplay.NONE, progressOf("look 2> errors.txt"));
        session.put("TERM", "dumb");
        assertSame(ProgressDisplay.NONE, progressOf("look"));
        session.put("TERM", "xterm");
        session.put(".terminal", null);
        assertSame(ProgressDisplay.NONE, progressOf("look"));
    }

    private ProgressDisplay progressOf(String command) throws Exception {
        AtomicReference<ProgressDisplay> progress = new AtomicReference<>();
        Function look = (running, arguments) -> {
            progress.set(GogoContext.of(running).progress());
            return null;
        };
        shell.addCommand("test", look, "look");
        session.execute("test:" + command);
        shell.removeCommand("test", "look", look);
        return progress.get();
    }
}
