// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of a configuration. The interface works with whatever a person wrote there: a value that is none is warned
 * of, and the default is taken.
 *
 * @param pid        of the configuration
 * @param properties by name, values as text or as what they are
 */
record ConfiguredValues(String pid, Map<String, ?> properties) {

    private static final Logger LOG = System.getLogger(ConfiguredValues.class.getName());
    private static final Duration LONGEST = Duration.ofDays(1);

    /** {@return a time of at least a millisecond, which is written in milliseconds} */
    Duration milliseconds(String name, Duration otherwise) {
        return Duration.ofMillis(number(name, 1, LONGEST.toMillis(), otherwise.toMillis()));
    }

    /** {@return a number within limits} */
    long number(String name, long least, long most, long otherwise) {
        return value(name, "a whole number from %d to %d".formatted(least, most),
                text -> number(text).filter(number -> number >= least && number <= most), otherwise);
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty(); // the warning says what is expected
        }
    }

    /** {@return whether something is so} */
    boolean flag(String name, boolean otherwise) {
        return value(name, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        }, otherwise);
    }

    /**
     * {@return a value}
     *
     * @param expected what a person is to write, for the warning
     * @param parse    of the text without blanks around it; empty for one that is none
     */
    <T> T value(String name, String expected, Function<String, Optional<T>> parse, T otherwise) {
        Object value = properties.get(name);
        if (value == null) {
            return otherwise;
        }
        String text = value.toString().strip();
        return parse.apply(text).orElseGet(() -> {
            warn(name, text, expected, otherwise);
            return otherwise;
        });
    }

    /** Warns of a value that is none. */
    void warn(String name, String value, String expected, Object taken) {
        LOG.log(Level.WARNING, "configuration {0}: {1} is ''{2}'', expected {3}; taking {4}", pid, name, value,
                expected, String.valueOf(taken));
    }
}
