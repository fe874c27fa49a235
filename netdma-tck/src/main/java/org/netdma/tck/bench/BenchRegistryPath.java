// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.Arrays;
import java.util.Map;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;

/** The driver's parameters, as the test configured them. */
record BenchRegistryPath(String pid, Map<String, Object> parameters) implements RegistryPath {

    BenchRegistryPath {
        parameters = Map.copyOf(parameters);
    }

    @Override
    public long integer(String name, long defaultValue, long minimum, long maximum) throws NtStatusException {
        Object value = parameters.get(name);
        if (value == null) {
            return defaultValue;
        }
        try {
            long number = value instanceof Number given ? given.longValue() : Long.decode(value.toString().strip());
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw illegal(name, value, "a whole number", e);
        }
        throw illegal(name, value, minimum + " to " + maximum, null);
    }

    @Override
    public String text(String name, String defaultValue) {
        return parameters.getOrDefault(name, defaultValue).toString();
    }

    @Override
    public <E extends Enum<E>> E choice(String name, E defaultValue) throws NtStatusException {
        Object value = parameters.get(name);
        if (value == null) {
            return defaultValue;
        }
        E[] choices = defaultValue.getDeclaringClass().getEnumConstants();
        for (E choice : choices) {
            if (choice.name().equalsIgnoreCase(value.toString())) {
                return choice;
            }
        }
        throw illegal(name, value, "one of " + Arrays.toString(choices), null);
    }

    @Override
    public boolean flag(String name, boolean defaultValue) throws NtStatusException {
        Object value = parameters.getOrDefault(name, defaultValue);
        return switch (value.toString().toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw illegal(name, value, "true or false", null);
        };
    }

    private NtStatusException illegal(String name, Object value, String expected, Exception cause) {
        return new NtStatusException(NtStatus.INVALID_PARAMETER, "PNP-1",
                "parameter %s of %s is %s, expected %s".formatted(name, pid, value, expected), cause);
    }
}
