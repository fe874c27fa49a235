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
import org.netdma.core.settings.Settings;

class ConfiguredSettingsTest {

    private static Settings read(Map<String, ?> properties) {
        return new ConfiguredSettings(properties).read();
    }

    @Test
    void shouldTakeWhatIsConfigured() {
        try (LogLines log = new LogLines(ConfiguredValues.class)) {
            assertEquals(new Settings(Duration.ofMillis(1), Duration.ofDays(1), false, 3),
                    read(Map.of("transferTimeoutMillis", 1L, "regionCloseLimitMillis", " 86400000 ",
                            "messageInterrupts", "False", "processorCount", "3")));
            assertEquals(Settings.DEFAULT, read(Map.of("processorCount", 0, "messageInterrupts", true)));
            assertEquals(Settings.DEFAULT, read(Map.of()));
            assertEquals(List.of(), log.take());
        }
    }

    @ParameterizedTest
    @CsvSource({"transferTimeoutMillis, 0, a whole number from 1 to 86400000, 10000",
            "transferTimeoutMillis, ten, a whole number from 1 to 86400000, 10000",
            "transferTimeoutMillis, '', a whole number from 1 to 86400000, 10000",
            "regionCloseLimitMillis, 86400001, a whole number from 1 to 86400000, 5000",
            "regionCloseLimitMillis, 5s, a whole number from 1 to 86400000, 5000",
            "messageInterrupts, yes, true or false, true"})
    void shouldWarnOfWhatIsNoValueAndTakeTheDefault(String name, String value, String expected, String taken) {
        assertWarning(name, value, expected, taken);
    }

    @ParameterizedTest
    @CsvSource({"-1", "2049", "4294967297", "1.5", "many"})
    void shouldWarnOfWhatIsNoProcessorCount(String value) {
        assertWarning("processorCount", value, "a whole number from 0 to 2048",
                String.valueOf(Settings.DEFAULT.processorCount()));
    }

    private static void assertWarning(String name, String value, String expected, String taken) {
        try (LogLines log = new LogLines(ConfiguredValues.class)) {
            assertEquals(Settings.DEFAULT, read(Map.of(name, value)));
            assertEquals(List.of("WARNING configuration org.netdma.core: %s is '%s', expected %s; taking %s"
                    .formatted(name, value, expected, taken)), log.take());
        }
    }
}
