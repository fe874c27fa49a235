// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

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
 * Reads the settings from the configuration {@value VerifierComponent#PID}.
 *
 * @param values as a person wrote them
 */
record ConfiguredVerifier(ConfiguredValues values) {

    private static final String MODES = "off, warn or strict";

    /** @param properties by name, values as text or as what they are */
    ConfiguredVerifier(Map<String, ?> properties) {
        this(new ConfiguredValues(VerifierComponent.PID, properties));
    }

    /** {@return the settings} */
    VerifierSettings read() {
        VerifierSettings otherwise = VerifierSettings.DEFAULT;
        return new VerifierSettings(values.value("mode", MODES, ConfiguredVerifier::mode, otherwise.mode()), ownModes(),
                values.milliseconds("callbackLimitMillis", otherwise.callbackLimit()));
    }

    private Map<String, VerifierMode> ownModes() {
        Map<String, VerifierMode> modes = new TreeMap<>();
        for (String entry : entries(values.properties().get("drivers"))) {
            int equals = entry.lastIndexOf('=');
            Optional<VerifierMode> mode = equals < 1 ? Optional.empty() : mode(entry.substring(equals + 1));
            if (mode.isPresent()) {
                modes.put(entry.substring(0, equals).strip(), mode.get());
            } else {
                values.warn("drivers", entry, "NAME=MODE with one of " + MODES, "no mode of its own");
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

    private static Optional<VerifierMode> mode(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(VerifierMode.values()).filter(mode -> mode.name().equals(name)).findFirst();
    }
}
