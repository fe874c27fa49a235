// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.netdma.core.verifier.VerifierSettings;
import org.netdma.wdm.verifier.VerifierMode;

/**
 * Reads the settings from the configuration {@value VerifierComponent#PID}. A value that is none is warned of, and the
 * default is taken.
 *
 * @param properties by name, values as text or as what they are
 */
record ConfiguredVerifier(Map<String, ?> properties) {

    private static final Logger LOG = System.getLogger(ConfiguredVerifier.class.getName());
    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();
    private static final String MODES = "off, warn or strict";

    /** {@return the settings} */
    VerifierSettings read() {
        VerifierSettings otherwise = VerifierSettings.DEFAULT;
        return new VerifierSettings(mode(otherwise.mode()), ownModes(),
                Duration.ofMillis(number("callbackLimitMillis", LONGEST_MILLIS, otherwise.callbackLimit().toMillis())),
                Math.toIntExact(number("sampleEvery", Integer.MAX_VALUE, otherwise.sampleEvery())));
    }

    private VerifierMode mode(VerifierMode otherwise) {
        Object value = properties.get("mode");
        return value == null ? otherwise : parse(value.toString()).orElseGet(() -> {
            warn("mode", value, MODES, otherwise);
            return otherwise;
        });
    }

    private Map<String, VerifierMode> ownModes() {
        Map<String, VerifierMode> modes = new TreeMap<>();
        for (String entry : entries(properties.get("drivers"))) {
            int equals = entry.lastIndexOf('=');
            Optional<VerifierMode> mode = equals < 1 ? Optional.empty() : parse(entry.substring(equals + 1));
            if (mode.isPresent()) {
                modes.put(entry.substring(0, equals).strip(), mode.get());
            } else {
                warn("drivers", entry, "NAME=MODE with one of " + MODES, "no mode of its own");
            }
        }
        return modes;
    }

    /** {@return the entries of a property that may be an array, a collection, or text with commas} */
    private static List<String> entries(Object value) {
        if (value instanceof String[] array) {
            return List.of(array);
        }
        if (value instanceof Iterable<?> several) {
            return entries(String.join(",", StreamSupport.stream(several.spliterator(), false)
                    .map(String::valueOf).toList()));
        }
        return value == null ? List.of()
                : Arrays.stream(value.toString().split(",")).map(String::strip).filter(e -> !e.isEmpty()).toList();
    }

    private static Optional<VerifierMode> parse(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(VerifierMode.values()).filter(mode -> mode.name().equals(name)).findFirst();
    }

    private long number(String name, long most, long otherwise) {
        Object value = properties.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value.toString().strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the warning, which says what is expected.
        }
        warn(name, value, "a whole number from 1 to " + most, otherwise);
        return otherwise;
    }

    private static void warn(String name, Object value, String expected, Object taken) {
        LOG.log(Level.WARNING, "configuration {0}: {1} is ''{2}'', expected {3}; taking {4}", VerifierComponent.PID, name,
                value, expected, String.valueOf(taken));
    }
}
