// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.jline.builtins.Completers.Completer;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletionTest {

    private final CommandProcessorImpl processor = new CommandProcessorImpl(new ThreadIOImpl());
    private CommandSession session;
    private LineReader reader;
    private Completer completer;

    @BeforeEach
    void start() throws Exception {
        processor.addCommand("netdma", new ToyCommands(), "say");
        processor.addCommand("felix", new ToyCommands(), "help");
        processor.addCommand("shell", new ShellCommands(), "help");
        processor.addCommand("pnp", new Devices(), "device");
        processor.addCommand("netdma", new Devices(), "inject");
        CapturedStreams streams = new CapturedStreams();
        session = processor.createSession(streams.in(), streams.out(), streams.err());
        session.put(Shell.VAR_COMPLETIONS, Completion.ofArguments());
        reader = LineReaderBuilder.builder().terminal(new DumbTerminal(streams.in(), streams.out())).build();
        completer = new Completer(new Completion(session, () -> List.of("ROOT\\ONE\\0000", "ROOT\\TWO\\0000")));
    }

    @AfterEach
    void stop() {
        session.close();
        processor.stop();
    }

    @Test
    void shouldCompleteCommands() {
        assertTrue(candidates("netdma:s").contains("netdma:say"));
    }

    @Test
    void shouldCompleteDevices() {
        assertEquals(List.of("ROOT\\ONE\\0000", "ROOT\\TWO\\0000"), candidates("pnp:device R"));
        assertEquals(candidates("pnp:device R"), candidates("device R"), "with or without scope");
    }

    @Test
    void shouldCompleteDevicesAndFaults() {
        assertTrue(candidates("netdma:inject ").containsAll(List.of("ROOT\\ONE\\0000", "engine-error", "hang")));
        assertTrue(candidates("inject ONE/0000 l").contains("lost-interrupt"), "with or without scope");
    }

    @Test
    void shouldCompleteTheParametersOfFaults() {
        assertTrue(candidates("netdma:inject ONE engine-error ")
                .containsAll(List.of("descriptor=", "every=", "times=", "status=")));
        assertTrue(candidates("netdma:inject ONE engine-error status=").contains("status=IO_TIMEOUT"));
        assertFalse(candidates("netdma:inject ONE engine-error status=").contains("status=SUCCESS"));
        assertTrue(candidates("inject ONE driver-exception entryPoint=").contains("entryPoint=START_DMA"));
    }

    @Test
    void shouldCompleteTheCommandThatHelpIsAskedFor() {
        assertTrue(candidates("help netdma:").contains("netdma:say"));
    }

    private List<String> candidates(String line) {
        List<Candidate> candidates = new ArrayList<>();
        completer.complete(reader, new Parser().parse(line, line.length(), ParseContext.COMPLETE), candidates);
        return candidates.stream().map(Candidate::value).sorted().toList();
    }

    /** Stands for the commands of the PnP manager. */
    public static final class Devices {

        public void device(String instanceId) {
            throw new UnsupportedOperationException("only completed");
        }

        public void inject(String instanceId, String fault) {
            throw new UnsupportedOperationException("only completed");
        }
    }
}
