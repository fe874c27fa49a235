// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.soak.SoakPlan;
import picocli.CommandLine;

class SoakCommandTest {

    private final List<SoakPlan> plans = new ArrayList<>();
    /** As a terminal, which closes for good under a thread that is interrupted while it writes. */
    private final ByteArrayOutputStream out = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            assertFalse(Thread.currentThread().isInterrupted(), "it writes while it is interrupted");
            super.write(bytes, from, length);
        }
    };
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    private boolean run(SoakCommand.Runner soak, String... arguments) throws Exception {
        SoakCommand command = new SoakCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.run(soak, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(progress, true, StandardCharsets.UTF_8));
    }

    private boolean run(String... arguments) throws Exception {
        return run((plan, told) -> {
            plans.add(plan);
            told.accept(ReportTextTest.report().traffic());
            return ReportTextTest.report();
        }, arguments);
    }

    @Test
    void shouldPlanWhatIsAskedFor() throws Exception {
        assertTrue(run("-t", "7", "--seed", "42", "-w", "2", "--longest", "100", "--pause", "5"));
        assertEquals(List.of(new SoakPlan(Duration.ofSeconds(7), 42, 2, 100, Duration.ofMillis(5))), plans);
        assertTrue(progress.toString(StandardCharsets.UTF_8)
                .matches("(?s)seed 42\n +\\d of 7 s: 1234567 copies verified.*"), progress::toString);
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("Seed "));
    }

    @Test
    void shouldTakeAnotherSeedEachTimeAndPrintIt() throws Exception {
        run();
        run("-json");
        assertNotEquals(plans.get(0).seed(), plans.get(1).seed());
        assertTrue(progress.toString(StandardCharsets.UTF_8).startsWith("seed " + plans.get(0).seed()));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("{\"seed\":"));
    }

    @Test
    void shouldFailWhenACopyIsLost() throws Exception {
        assertFalse(run((plan, told) -> ReportTextTest.report("lost")));
    }

    @Test
    void shouldReportAndFailWhenCancelled() {
        IllegalStateException cancelled = assertThrows(IllegalStateException.class, () -> run((plan, told) -> {
            Thread.currentThread().interrupt();
            return ReportTextTest.report();
        }));
        assertTrue(cancelled.getMessage().matches("netdma:soak: cancelled after \\d s; .*"), cancelled.getMessage());
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("Seed "));
        assertFalse(Thread.interrupted());
    }

    @ParameterizedTest
    @CsvSource({"-t,0,netdma:soak: '0' for --time: expected 1 or more",
            "-w,65,netdma:soak: '65' for --workers: expected 1 to 64",
            "--longest,0,netdma:soak: '0' for --longest: expected 1 to 268435456",
            "--pause,0,netdma:soak: '0' for --pause: expected 1 or more"})
    void shouldSayWhatIsExpected(String option, String value, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> run(option, value)).getMessage());
    }
}
