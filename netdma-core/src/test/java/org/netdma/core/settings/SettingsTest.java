// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 0", "2, 1, 3, 0", "63, 1, 0x7FFFFFFFFFFFFFFF, 0", "64, 1, -1, 0", "65, 2, -1, 1",
        "128, 2, -1, -1", "130, 3, -1, -1", "2048, 32, -1, -1", "9999, 32, -1, -1"})
    @DisplayName("[CHN-2] processors come in groups of 64, the last perhaps with fewer")
    void shouldGroupProcessors(int processors, int groups, String first, String second) {
        Settings settings = new Settings(Duration.ofSeconds(1), Duration.ofSeconds(1), true, processors);
        assertEquals(groups, settings.groupCount());
        assertEquals(Long.decode(first), settings.processorMask(0));
        assertEquals(Long.decode(second), settings.processorMask(1));
        assertEquals(0, settings.processorMask(-1));
        assertEquals(0, settings.processorMask(groups));
        assertTrue(settings.processorMask(groups - 1) != 0);
    }

    @Test
    @DisplayName("without a number, there are as many processors as the JVM sees")
    void shouldAskTheMachine() {
        assertEquals(Runtime.getRuntime().availableProcessors(), Settings.DEFAULT.processorCount());
    }
}
