// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LauncherTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = Launcher.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));

    @ParameterizedTest
    @ValueSource(strings = {"--command", "--providers", "--conf", "--data", "--ready-limit", "--shutdown-limit",
        "--verbose", "--help", "--version", "NETDMA_JAVA_OPTS", "Exit codes"})
    void shouldExplainInItsHelp(String expected) {
        assertEquals(0, line.execute("--help"));

        assertTrue(out.toString().contains(expected), out::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-such-option", "--ready-limit=soon", "--ready-limit=-1", "--shutdown-limit=9999999999",
        "surplus", "--command"})
    void shouldRefuseWrongOptionsInOneLine(String wrong) {
        assertEquals(Launcher.WRONG_OPTIONS, line.execute(wrong));

        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains("--help"), err::toString);
    }

    @Test
    void shouldTellInOneLineWhyItCanNotStart() {
        assertEquals(Launcher.NOT_STARTED, line.execute("--providers", "/no/such/folder"));

        assertEquals(1, err.toString().lines().count(), err::toString);
    }
}
