// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.core.verifier.VerifierSettings;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;

class VerifierCommandTest {

    private static final Violation NOT_STOPPED = new Violation(Instant.EPOCH, VerifierRule.PROVIDER_NOT_STOPPED, "toy",
            "ROOT\\TOY\\0000", "NetDmaDeregisterProvider", "it is started",
            List.of(new StackTraceElement("org.toy.Driver", "remove", "Driver.java", 17)));
    private static final Violation LOST = new Violation(Instant.EPOCH, VerifierRule.CHANNEL_LEAKED, "org.client", "",
            "allocateChannel", "it was lost", List.of());

    private final CoreVerifier verifier = new CoreVerifier(VerifierSettings.DEFAULT);
    private final CommandLineOf command = new CommandLineOf(() -> new VerifierCommand(verifier));

    @BeforeEach
    void reportTwo() {
        verifier.setMode(VerifierMode.WARN);
        verifier.report(NOT_STOPPED);
        verifier.report(NOT_STOPPED);
        verifier.setMode("org.client", VerifierMode.STRICT);
        verifier.report(LOST);
    }

    @Test
    void shouldShowModesAndViolations() throws CommandFailure {
        assertEquals("""
                Driver        Mode
                (all others)  WARN
                org.client    STRICT

                Rule   Violation             Driver      Device         Call                      Times  Mode
                STO-2  PROVIDER_NOT_STOPPED  toy         ROOT\\TOY\\0000  NetDmaDeregisterProvider      2  WARN
                STO-3  CHANNEL_LEAKED        org.client  -              allocateChannel               1  STRICT
                """, command.run());
    }

    @Test
    void shouldExplainEachViolation() throws CommandFailure {
        assertTrue(command.run("-v").endsWith("""

                toy [STO-2] it is started, at 1970-01-01T00:00:00Z
                    at org.toy.Driver.remove(Driver.java:17)

                org.client [STO-3] it was lost, at 1970-01-01T00:00:00Z
                """), command.run("-v"));
    }

    @Test
    void shouldPrintJson() throws CommandFailure {
        assertEquals("{\"mode\":\"WARN\",\"drivers\":{\"org.client\":\"STRICT\"},\"violations\":[{\"rule\":\"STO-2\","
                + "\"violation\":\"PROVIDER_NOT_STOPPED\",\"driver\":\"toy\",\"device\":\"ROOT\\\\TOY\\\\0000\","
                + "\"call\":\"NetDmaDeregisterProvider\",\"times\":2,\"mode\":\"WARN\",\"at\":\"1970-01-01T00:00:00Z\","
                + "\"detail\":\"it is started\",\"stack\":[\"org.toy.Driver.remove(Driver.java:17)\"]},"
                + "{\"rule\":\"STO-3\",\"violation\":\"CHANNEL_LEAKED\",\"driver\":\"org.client\",\"device\":\"\","
                + "\"call\":\"allocateChannel\",\"times\":1,\"mode\":\"STRICT\",\"at\":\"1970-01-01T00:00:00Z\","
                + "\"detail\":\"it was lost\",\"stack\":[]}]}\n", command.run("-json"));
    }

    @Test
    void shouldFailTheCheckWhenThereAreViolations() throws CommandFailure {
        CommandFailure failure = assertThrows(CommandFailure.class, () -> command.run("--check"));
        assertEquals("netdma:verifier: 2 kinds of violations were seen, the first by toy: [STO-2] it is started",
                failure.getMessage());
        assertTrue(command.run("--clear", "--check").endsWith("\nno violations\n"));
    }

    @Test
    void shouldSetModes() throws CommandFailure {
        assertEquals("", command.run("strict", "--clear"));
        assertEquals(VerifierMode.STRICT, verifier.mode());
        assertEquals(List.of(), verifier.violations());
        command.run("off", "-d", "toy");
        command.run("--reset", "-d", "org.client");
        assertEquals(Map.of("toy", VerifierMode.OFF), verifier.ownModes());
    }

    @Test
    void shouldSayWhatIsExpected() {
        assertTrue(command.fail("loud").contains("expected one of [OFF, WARN, STRICT]"), command.fail("loud"));
        assertTrue(command.fail("-d", "toy").contains("expected MODE or --reset with it"));
        assertTrue(command.fail("--reset").contains("expected -d NAME with it, and no MODE"));
        assertTrue(command.fail("--reset", "-d", "toy", "warn").contains("and no MODE"));
    }
}
