// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.registry;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;

/**
 * A driver's parameters, read from their source each time they are asked for. It remembers the last refusal, so that
 * the device's problem text can say which parameter was wrong even when the driver only returns a status.
 */
public final class ConfiguredRegistryPath implements RegistryPath {

    private final String pid;
    private final ParameterSource source;
    private volatile String refusal;

    public ConfiguredRegistryPath(String pid, ParameterSource source) {
        this.pid = pid;
        this.source = source;
    }

    @Override
    public String pid() {
        return pid;
    }

    @Override
    public Map<String, Object> parameters() {
        return source.parameters(pid);
    }

    @Override
    public long integer(String name, long defaultValue, long minimum, long maximum) throws NtStatusException {
        Object value = parameters().get(name);
        if (value == null) {
            return defaultValue;
        }
        try {
            long number = value instanceof Number whole ? whole(whole) : parse(text(value).strip());
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the refusal, which says what is expected.
        }
        throw refuse(name, value, "a whole number from " + minimum + " to " + maximum);
    }

    private static long whole(Number number) {
        // A fraction, no number, or one that 64 bits do not hold.
        if (number.longValue() != number.doubleValue()) {
            throw new NumberFormatException(number.toString());
        }
        return number.longValue();
    }

    private static long parse(String text) {
        boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
        return hexadecimal ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
    }

    @Override
    public String text(String name, String defaultValue) {
        Object value = parameters().get(name);
        return value == null ? defaultValue : text(value);
    }

    /** Arrays as lists: [4096, 8192]. */
    private static String text(Object value) {
        if (!value.getClass().isArray()) {
            return value.toString();
        }
        return IntStream.range(0, Array.getLength(value)).mapToObj(i -> Array.get(value, i)).toList().toString();
    }

    @Override
    public <E extends Enum<E>> E choice(String name, E defaultValue) throws NtStatusException {
        Object value = parameters().get(name);
        if (value == null) {
            return defaultValue;
        }
        E[] choices = defaultValue.getDeclaringClass().getEnumConstants();
        String wanted = text(value).strip();
        for (E choice : choices) {
            if (choice.name().equalsIgnoreCase(wanted)) {
                return choice;
            }
        }
        String names = Arrays.stream(choices).map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw refuse(name, value, "one of " + names);
    }

    @Override
    public boolean flag(String name, boolean defaultValue) throws NtStatusException {
        Object value = parameters().get(name);
        if (value == null) {
            return defaultValue;
        }
        return switch (text(value).strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refuse(name, value, "true or false");
        };
    }

    @Override
    public NtStatusException refusal(String name, String expected) {
        return refuse(name, parameters().get(name), expected);
    }

    private NtStatusException refuse(String name, Object value, String expected) {
        String shown = value == null ? "null" : text(value).replaceAll("\\R|\\p{Cntrl}", " ");
        String message = "parameter " + name + " of " + pid + " is '" + shown + "', expected " + expected;
        refusal = message;
        return new NtStatusException(NtStatus.INVALID_PARAMETER, "RegistryPath", message);
    }

    /** {@return the last refusal since this was asked, if any} */
    public Optional<String> takeRefusal() {
        Optional<String> taken = Optional.ofNullable(refusal);
        refusal = null;
        return taken;
    }
}
