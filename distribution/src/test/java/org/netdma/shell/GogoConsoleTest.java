// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.netdma.launcher.console.ConsoleStoppedException;

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
        for (String command : List.of("cat", "echo")) {
            processor.addCommand("gogo", new PosixCommands(processor), command);
        }
        for (String command : List.of("each", "if")) {
            processor.addCommand("gogo", new ProceduralCommands(), command);
        }
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

    private int exitCode(String commands) throws ConsoleStoppedException {
        return console.run(commands).exitCode();
    }

    @Test
    void shouldPrintTheOutputOfCommandsAndNothingElse() throws Exception {
        assertEquals(0, exitCode("say one; say two"));

        assertEquals(List.of("one", "two"), streams.printed());
        assertEquals(List.of(), streams.printedErrors());
    }

    @Test
    void shouldPrintTheValueOfACommand() throws Exception {
        assertEquals(0, exitCode("answer"));

        assertEquals(List.of("42"), streams.printed());
    }

    @Test
    void shouldStopAtTheFirstFailureAndSayItInOneLine() throws Exception {
        assertEquals(1, exitCode("say one; fail; say two"));

        assertEquals(List.of("one"), streams.printed());
        assertEquals(List.of("error: no engine, and no hope"), streams.printedErrors());
    }

    @Test
    void shouldNameAnUnknownCommand() throws Exception {
        assertEquals(1, exitCode("nonsense"));

        assertEquals(List.of("error: Command not found: nonsense"), streams.printedErrors());
    }

    @Test
    void shouldEndWithTheExitCodeThatIsAskedFor() throws Exception {
        assertEquals(7, exitCode("say one; exit 7; say two"));

        assertEquals(List.of("one"), streams.printed());
        assertEquals(List.of(), streams.printedErrors());
    }

    @Test
    void shouldRefuseAnExitCodeThatIsNoNumber() throws Exception {
        assertEquals(1, exitCode("exit soon"));

        assertEquals(List.of("error: exit: expected nothing or one exit code from 0 to 255, such as 'exit 1'"),
                streams.printedErrors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail | cat; say two", "fail | cat | cat; say two", "echo x | fail | cat\nsay two",
        "if { true } { fail | cat; say two }", "x = (fail | cat); say two", "each [1 2] { fail | cat }; say two",
        "say $(fail | cat)", "say \"a$(fail | cat)$(answer)\"", "fail | fail; say two", "true && fail | cat; say two"})
    void shouldFailInPipesToo(String commands) throws Exception {
        assertEquals(1, exitCode(commands));

        assertEquals(List.of(), streams.printed());
        assertEquals(List.of("error: no engine, and no hope"), streams.printedErrors());
    }

    @Test
    void shouldRunPipesAsBefore() throws Exception {
        int exitCode = exitCode("x = (answer | cat); say $x; echo three | cat; each [4 5] { answer | cat };"
                + " echo \"$(echo six | cat)\" '$(a | b)'");

        assertEquals(List.of(), streams.printedErrors());
        assertEquals(0, exitCode);
        assertEquals(List.of("42", "three", "42", "42", "six $(a | b)"), streams.printed());
    }

    @Test
    void shouldEndWithTheExitCodeThatIsAskedForInAPipe() throws Exception {
        assertEquals(7, exitCode("exit 7 | cat; say two"));

        assertEquals(List.of(), streams.printed());
    }

    @Test
    void shouldKeepVariablesFromCallToCall() throws Exception {
        exitCode("x = one");
        exitCode("say $x");

        assertEquals(List.of("one", "one"), streams.printed(), "the value of the assignment, and what was said");
    }

    @Test
    void shouldRunNothingWhenItWasStopped() throws Exception {
        console.close();

        assertThrows(ConsoleStoppedException.class, () -> console.run("say one"));
        assertThrows(ConsoleStoppedException.class, console::converse);
        assertEquals(List.of(), streams.printed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\u0007", "\u001B[31m", "\u007F"})
    void shouldRunNothingOfAFileThatIsNoText(String control, @TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("script"), "say one\nsay t" + control + "wo > " + folder.resolve("x"));

        assertEquals(1, exitCode("source " + script));

        assertEquals(List.of(), streams.printed());
        assertEquals(List.of("error: " + script + ", line 2: the line has the control byte 0x%02X, so it is no command; "
                .formatted((int) control.charAt(0)) + "neither it nor what follows is run"), streams.printedErrors());
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void shouldRunAScriptInUtf8WithAByteOrderMark(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("script"), "\uFEFFsay Gr\u00F6\u00DFe\r\nsay two");

        assertEquals(0, exitCode("source " + script));

        assertEquals(List.of("Gr\u00F6\u00DFe", "two"), streams.printed());
    }

    @Test
    void shouldRunAScriptUpToTheFirstFailure(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("script.gogo"), "say one\nfail\nsay two\n");

        assertEquals(1, exitCode("source " + script));

        assertEquals(List.of("one"), streams.printed());
        assertEquals(List.of("error: no engine, and no hope"), streams.printedErrors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "missing"})
    void shouldRefuseToRunAFolderOrWhatIsNotThere(String name, @TempDir Path folder) throws Exception {
        Path file = folder.resolve(name);

        assertEquals(1, exitCode("source " + file));

        assertEquals(List.of("error: source: there is no file " + file + " to read"), streams.printedErrors());
    }

    @Test
    void shouldListCommandsWithTheirDescription() throws Exception {
        assertEquals(0, exitCode("help"));

        assertTrue(streams.printed().stream().anyMatch(line -> line.matches("shell:exit +shuts .*")),
                () -> streams.printed().toString());
        assertTrue(streams.printed().contains("test: answer fail say"), () -> streams.printed().toString());
    }

    @Test
    void shouldExplainACommandAndRefuseOneThatIsNotThere() throws Exception {
        assertEquals(0, exitCode("help exit"));
        assertTrue(streams.printed().stream().anyMatch(line -> line.contains("Shuts the container down")),
                () -> streams.printed().toString());

        assertEquals(1, exitCode("help nonsense"));
        assertEquals(List.of("error: help: there is no command nonsense; 'help' lists all"), streams.printedErrors());
    }
}
