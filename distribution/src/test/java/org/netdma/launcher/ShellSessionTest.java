// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.netdma.launcher.console.Console;
import org.netdma.launcher.console.ConsoleStoppedException;
import org.netdma.launcher.console.ProcessStreams;

class ShellSessionTest implements ProcessStreams {

    /** What was run, with the number of the shell that ran it. */
    private final List<String> run = new ArrayList<>();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    private String input = "";
    private boolean outputIsLost;

    /** A shell that is stopped by the command {@code refresh}, when that has ended. */
    private final class Shell implements Console {

        private final int number;
        private boolean stopped;

        Shell(int number) {
            this.number = number;
        }

        @Override
        public void awaitDevices(Duration limit) {
            run.add(number + " waits " + limit.toSeconds());
        }

        @Override
        public void warnOfMissingEngine() {
            run.add(number + " warns");
        }

        @Override
        public int converse() throws ConsoleStoppedException {
            if (number == 1) {
                throw new ConsoleStoppedException();
            }
            return 7;
        }

        @Override
        public Outcome run(String commands) throws ConsoleStoppedException {
            if (stopped) {
                throw new ConsoleStoppedException();
            }
            run.add(number + " " + commands);
            stopped = commands.equals("refresh");
            outputIsLost |= commands.equals("lose");
            return new Outcome(commands.startsWith("fail") ? 1 : commands.equals("exit 3") ? 3 : 0,
                    commands.startsWith("exit"));
        }
    }

    private ShellSession session(int shells) throws LaunchException {
        Deque<Console> consoles = new ArrayDeque<>();
        for (int number = 1; number <= shells; number++) {
            consoles.add(new Shell(number));
        }
        return new ShellSession(new Consoles() {
            @Override
            public Optional<Console> console() {
                return Optional.ofNullable(consoles.peek());
            }

            @Override
            public Optional<Console> restartedConsole(Duration limit) {
                consoles.remove();
                return console();
            }
        }, this, () -> !outputIsLost, Duration.ofSeconds(9));
    }

    private void assertRun(String... expected) {
        assertEquals(Arrays.asList(expected), run);
    }

    @Test
    void shouldGoOnWithTheNextLineAfterAFailure() throws LaunchException {
        input = "one\nfail\nfail again\ntwo";

        assertEquals(1, session(1).runInput());

        assertRun("1 waits 9", "1 warns", "1 one", "1 fail", "1 fail again", "1 two");
    }

    @Test
    void shouldEndWithTheExitCodeThatALineAsksFor() throws LaunchException {
        input = "fail\nexit 3\nmore";

        assertEquals(3, session(1).runInput());

        assertRun("1 waits 9", "1 warns", "1 fail", "1 exit 3");
    }

    @Test
    void shouldEndAtTheFirstLineThatIsNoText() throws LaunchException {
        input = "one\ntwo\0\nthree";

        assertEquals(1, session(1).runInput());

        assertRun("1 waits 9", "1 warns", "1 one");
        assertTrue(errors.toString(StandardCharsets.UTF_8).startsWith("error: standard input, line 2: "),
                errors::toString);
    }

    @Test
    void shouldEndWhenItsOutputIsLost() throws LaunchException {
        input = "one\nlose\ntwo";

        assertEquals(1, session(1).runInput());

        assertRun("1 waits 9", "1 warns", "1 one", "1 lose");
    }

    @Test
    void shouldFailWhenTheOutputOfCommandsIsLost() throws LaunchException {
        assertEquals(1, session(1).run("lose"));
    }

    @Test
    void shouldGoOnInTheShellThatComesAfterOneThatWasStopped() throws LaunchException {
        input = "refresh\ntwo\nexit 3";

        assertEquals(3, session(2).runInput());

        assertRun("1 waits 9", "1 warns", "1 refresh", "2 waits 9", "2 two", "2 exit 3");
    }

    @Test
    void shouldConverseInTheShellThatComesAfterOneThatWasStopped() throws LaunchException {
        assertEquals(7, session(2).converse());
    }

    @Test
    void shouldEndWithAFailureWhenNoShellComesBack() throws LaunchException {
        input = "refresh\ntwo\nthree";

        assertEquals(1, session(1).runInput());
        assertEquals(1, session(1).converse());

        assertRun("1 waits 9", "1 warns", "1 refresh", "1 waits 9");
    }

    @Test
    void shouldNotStartWithoutAShell() {
        assertThrows(LaunchException.class, () -> session(0));
    }

    @Override
    public InputStream in() {
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public PrintStream out() {
        return err;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public void printWarnings(Consumer<String> printer) {
        throw new UnsupportedOperationException("no one is at a terminal");
    }
}
