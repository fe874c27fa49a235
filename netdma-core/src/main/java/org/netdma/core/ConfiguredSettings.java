// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.netdma.core.settings.Settings;

/**
 * Reads the settings from the configuration {@value InterfaceComponent#PID}. The interface works with whatever a person
 * wrote there: a value that is none is warned of, and the default is taken.
 *
 * @param properties by name, values as text or as what they are
 */
record ConfiguredSettings(Map<String, ?> properties) {

    private static final Logger LOG = System.getLogger(ConfiguredSettings.class.getName());
    private static final Duration LONGEST = Duration.ofDays(1);

    /** {@return the settings} */
    Settings read() {
        return new Settings(
                limit("transferTimeoutMillis", Settings.DEFAULT.transferTimeout()),
                limit("regionCloseLimitMillis", Settings.DEFAULT.regionCloseLimit()),
                flag("messageInterrupts", Settings.DEFAULT.messageInterrupts()),
                Math.toIntExact(number("processorCount", 0, Settings.MAXIMUM_PROCESSORS,
                        Settings.DEFAULT.processorCount())),
                limit("driverCallLimitMillis", Settings.DEFAULT.driverCallLimit()));
    }

    private Duration limit(String name, Duration otherwise) {
        return Duration.ofMillis(number(name, 1, LONGEST.toMillis(), otherwise.toMillis()));
    }

    private long number(String name, long least, long most, long otherwise) {
        String value = text(name, otherwise);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the warning, which says what is expected.
        }
        warn(name, value, "a whole number from %d to %d".formatted(least, most), otherwise);
        return otherwise;
    }

    private boolean flag(String name, boolean otherwise) {
        String value = text(name, otherwise);
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                warn(name, value, "true or false", otherwise);
                yield otherwise;
            }
        };
    }

    private String text(String name, Object otherwise) {
        Object value = properties.get(name);
        return String.valueOf(value == null ? otherwise : value).strip();
    }

    private static void warn(String name, String value, String expected, Object taken) {
        LOG.log(Level.WARNING, "configuration {0}: {1} is ''{2}'', expected {3}; taking {4}", InterfaceComponent.PID,
                name, value, expected, String.valueOf(taken));
    }
}
