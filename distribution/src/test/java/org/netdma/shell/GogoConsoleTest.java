// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class GogoConsoleTest {

    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final CapturedStreams streams = new CapturedStreams();

    @TempDir
    private Path providers;
    private GogoConsole console;

    @BeforeEach
    void start() {
        threadIo.start();
        processor.addCommand("test", new ToyCommands(), "say");
        processor.addCommand("test", new ToyCommands(), "fail");
        processor.addCommand("test", new ToyCommands(), "answer");
        processor.addCommand("shell", new ShellCommands(), "exit");
        processor.addCommand("shell", new ShellCommands(), "help");
        processor.addCommand("shell", new ShellCommands(), "source");
        console = new GogoConsole(processor, streams, new Engines(providers), providers.resolve("history"));
    }

    @AfterEach
    void stop() {
        processor.stop();
        threadIo.stop();
    }

    @Test
    void shouldPrintTheOutputOfCommandsAndNothingElse() {
        assertEquals(0, console.run("say one; say two"));

        assertEquals(List.of("one", "two"), streams.printed());
        assertEquals(List.of(), streams.printedErrors());
    }

    @Test
    void shouldPrintTheValueOfACommand() {
        assertEquals(0, console.run("answer"));

        assertEquals(List.of("42"), streams.printed());
    }

    @Test
    void shouldStopAtTheFirstFailureAndSayItInOneLine() {
        assertEquals(1, console.run("say one; fail; say two"));

        assertEquals(List.of("one"), streams.printed());
        assertEquals(List.of("error: no engine, and no hope"), streams.printedErrors());
    }

    @Test
    void shouldNameAnUnknownCommand() {
        assertEquals(1, console.run("nonsense"));

        assertEquals(List.of("error: Command not found: nonsense"), streams.printedErrors());
    }

    @Test
    void shouldEndWithTheExitCodeThatIsAskedFor() {
        assertEquals(7, console.run("say one; exit 7; say two"));

        assertEquals(List.of("one"), streams.printed());
        assertEquals(List.of(), streams.printedErrors());
    }

    @Test
    void shouldRefuseAnExitCodeThatIsNoNumber() {
        assertEquals(1, console.run("exit soon"));

        assertEquals(List.of("error: exit: expected nothing or one exit code from 0 to 255, such as 'exit 1'"),
                streams.printedErrors());
    }

    @Test
    void shouldGoOnWithTheNextLineOfItsInputAfterAFailure() {
        streams.type("say one\nfail\nsay two\n");

        assertEquals(1, console.runInput(), "a line failed");

        assertEquals(List.of("one", "two"), streams.printed());
        assertEquals(List.of("error: no engine, and no hope"), streams.printedErrors());
    }

    @Test
    void shouldEndWithTheExitCodeThatALineAsksForThoughOneFailed() {
        streams.type("fail\nexit 0\n");

        assertEquals(0, console.runInput());
    }

    @Test
    void shouldNotReadOnAfterExit() {
        streams.type("exit 3\nsay more\n");

        assertEquals(3, console.runInput());

        assertEquals(List.of(), streams.printed());
    }

    @Test
    void shouldRunAScriptUpToTheFirstFailure(@TempDir Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("script.gogo"), "say one\nfail\nsay two\n");

        assertEquals(1, console.run("source " + script));

        assertEquals(List.of("one"), streams.printed());
        assertEquals(List.of("error: no engine, and no hope"), streams.printedErrors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "missing"})
    void shouldRefuseToRunAFolderOrWhatIsNotThere(String name, @TempDir Path folder) {
        Path file = folder.resolve(name);

        assertEquals(1, console.run("source " + file));

        assertEquals(List.of("error: source: there is no file " + file + " to read"), streams.printedErrors());
    }

    @Test
    void shouldListCommandsWithTheirDescription() {
        assertEquals(0, console.run("help"));

        assertTrue(streams.printed().stream().anyMatch(line -> line.matches("shell:exit +shuts .*")),
                () -> streams.printed().toString());
        assertTrue(streams.printed().contains("test: answer fail say"), () -> streams.printed().toString());
    }

    @Test
    void shouldExplainACommandAndRefuseOneThatIsNotThere() {
        assertEquals(0, console.run("help exit"));
        assertTrue(streams.printed().stream().anyMatch(line -> line.contains("Shuts the container down")),
                () -> streams.printed().toString());

        assertEquals(1, console.run("help nonsense"));
        assertEquals(List.of("error: help: there is no command nonsense; 'help' lists all"), streams.printedErrors());
    }
}
