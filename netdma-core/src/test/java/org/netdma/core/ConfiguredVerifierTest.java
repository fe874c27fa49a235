// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.core.fake.LogLines;
import org.netdma.core.verifier.VerifierSettings;
import org.netdma.wdm.verifier.VerifierMode;

class ConfiguredVerifierTest {

    private static VerifierSettings read(Map<String, ?> properties) {
        return new ConfiguredVerifier(properties).read();
    }

    @Test
    void shouldTakeWhatIsConfigured() {
        VerifierSettings expected = new VerifierSettings(VerifierMode.WARN,
                Map.of("toy", VerifierMode.STRICT, "a=b", VerifierMode.OFF), Duration.ofMillis(5));
        try (LogLines log = new LogLines(ConfiguredValues.class)) {
            assertEquals(expected, read(Map.of("mode", "Warn", "drivers", new String[] {"toy=strict", "a=b=off"},
                    "callbackLimitMillis", 5L)));
            assertEquals(expected, read(Map.of("mode", " warn ", "drivers", "toy=strict, a=b=off",
                    "callbackLimitMillis", "5")));
            assertEquals(expected, read(Map.of("mode", "WARN", "drivers", List.of("toy=strict", "a=b=off"),
                    "callbackLimitMillis", "5")));
            assertEquals(VerifierSettings.DEFAULT, read(Map.of()));
            assertEquals(List.of(), log.take());
        }
    }

    @ParameterizedTest
    @CsvSource({"mode, loud, 'off, warn or strict'", "drivers, toy, 'NAME=MODE with one of off, warn or strict'",
            "callbackLimitMillis, 0, a whole number from 1 to 86400000"})
    void shouldWarnOfWhatIsNoValueAndTakeTheDefault(String name, String value, String expected) {
        try (LogLines log = new LogLines(ConfiguredValues.class)) {
            assertEquals(VerifierSettings.DEFAULT, read(Map.of(name, value)));
            List<String> lines = log.take();
            assertEquals(1, lines.size());
            assertEquals("WARNING configuration org.netdma.verifier: %s is '%s', expected %s".formatted(name, value,
                    expected), lines.get(0).replaceAll("; taking .*", ""));
        }
    }
}
