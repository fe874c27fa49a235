// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netdma.fault.DriverEntryPoint;
import org.netdma.fault.Fault;
import org.netdma.fault.FaultKind;
import org.netdma.wdm.NtStatus;

/** Faults as people type and read them: {@code engine-error descriptor=3 times=1}. */
final class FaultSyntax {

    private static final String DESCRIPTOR = "descriptor";
    private static final String EVERY = "every";
    private static final String TIMES = "times";
    private static final String DEAF = "deaf";
    private static final String MICROS = "micros";
    private static final String STATUS = "status";
    private static final String ENTRY_POINT = "entryPoint";

    private FaultSyntax() {
    }

    /** {@return the parameters of a kind, each with its default} */
    static Map<String, Object> defaults(FaultKind kind) {
        return parameters(switch (kind) {
            case ENGINE_ERROR -> new Fault.EngineError(1, 1);
            case HANG -> new Fault.Hang(1, false);
            case SLOW -> new Fault.Slow(Duration.ofMillis(1));
            case CORRUPTION -> new Fault.Corruption(1, 1);
            case LOST_INTERRUPT -> new Fault.LostInterrupt(1);
            case SPURIOUS_INTERRUPT -> new Fault.SpuriousInterrupt(1);
            case ALLOCATION_FAILURE -> new Fault.AllocationFailure(NtStatus.INSUFFICIENT_RESOURCES, 1);
            case DRIVER_EXCEPTION -> new Fault.DriverException(DriverEntryPoint.APPEND_DMA, 1);
        });
    }

    /** {@return what it does, in a few words} */
    static String effect(FaultKind kind) {
        return switch (kind) {
            case ENGINE_ERROR -> "the engine fails a descriptor, and its channel halts";
            case HANG -> "the engine never begins a descriptor; a deaf channel obeys no reset";
            case SLOW -> "each descriptor takes longer, until --clear";
            case CORRUPTION -> "a descriptor writes a wrong byte, and nobody says so";
            case LOST_INTERRUPT -> "an interrupt does not arrive";
            case SPURIOUS_INTERRUPT -> "an interrupt comes before a descriptor, without cause";
            case ALLOCATION_FAILURE -> "the driver refuses to allocate a channel";
            case DRIVER_EXCEPTION -> "an entry point of the driver throws";
        };
    }

    /** {@return the parameters of a fault, by name} */
    static Map<String, Object> parameters(Fault fault) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (fault instanceof Fault.EngineError error) {
            parameters.put(DESCRIPTOR, error.descriptor());
            parameters.put(EVERY, error.every());
            parameters.put(TIMES, error.times());
            parameters.put(STATUS, error.status().name());
        } else if (fault instanceof Fault.Hang hang) {
            parameters.put(DESCRIPTOR, hang.descriptor());
            parameters.put(DEAF, hang.deaf());
        } else if (fault instanceof Fault.Slow slow) {
            parameters.put(MICROS, slow.delay().toNanos() / 1000);
        } else if (fault instanceof Fault.Corruption corruption) {
            parameters.put(DESCRIPTOR, corruption.descriptor());
            parameters.put(EVERY, corruption.every());
            parameters.put(TIMES, corruption.times());
        } else if (fault instanceof Fault.LostInterrupt lost) {
            parameters.put(TIMES, lost.times());
        } else if (fault instanceof Fault.SpuriousInterrupt spurious) {
            parameters.put(TIMES, spurious.times());
        } else if (fault instanceof Fault.AllocationFailure failure) {
            parameters.put(STATUS, failure.status().name());
            parameters.put(TIMES, failure.times());
        } else if (fault instanceof Fault.DriverException exception) {
            parameters.put(ENTRY_POINT, exception.entryPoint());
            parameters.put(TIMES, exception.times());
        }
        return parameters;
    }

    /** {@return parameters as they are typed} */
    static String text(Map<String, Object> parameters) {
        return parameters.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining(" "));
    }

    /**
     * {@return the kind of that name}
     *
     * @throws CommandFailure when there is none
     */
    static FaultKind kind(String label) throws CommandFailure {
        return Stream.of(FaultKind.values()).filter(kind -> kind.label().equalsIgnoreCase(label)).findFirst()
                .orElseThrow(() -> new CommandFailure("no fault is '%s': expected one of %s".formatted(label,
                        Stream.of(FaultKind.values()).map(FaultKind::label).collect(Collectors.joining(", ")))));
    }

    /**
     * {@return the fault}; {@code every=N} alone is each Nth descriptor, the Nth first, until it is cleared
     *
     * @param typed parameters that differ from the defaults
     * @throws CommandFailure for a parameter that is unknown or out of range
     */
    static Fault read(FaultKind kind, Map<String, String> typed) throws CommandFailure {
        Map<String, Object> values = defaults(kind);
        if (typed.containsKey(EVERY) && values.containsKey(EVERY)) {
            values.put(DESCRIPTOR, value(EVERY, typed.get(EVERY), values.get(EVERY)));
            values.put(TIMES, Fault.UNTIL_CLEARED);
        }
        for (Map.Entry<String, String> one : typed.entrySet()) {
            Object usual = values.get(one.getKey());
            if (usual == null) {
                throw new CommandFailure("%s has no parameter '%s': expected %s".formatted(kind.label(), one.getKey(),
                        String.join(", ", new TreeSet<>(values.keySet()))));
            }
            values.put(one.getKey(), value(one.getKey(), one.getValue(), usual));
        }
        try {
            return fault(kind, values);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("%s: %s".formatted(kind.label(), e.getMessage()), e);
        }
    }

    private static Object value(String name, String typed, Object usual) throws CommandFailure {
        if (usual instanceof Boolean) {
            if (typed.equalsIgnoreCase("true") || typed.equalsIgnoreCase("false")) {
                return Boolean.valueOf(typed);
            }
            throw new CommandFailure("'%s' for %s: expected true or false".formatted(typed, name));
        }
        if (usual instanceof Long) {
            try {
                return Long.valueOf(typed);
            } catch (NumberFormatException e) {
                throw new CommandFailure("'%s' for %s: expected a number".formatted(typed, name), e);
            }
        }
        return typed;
    }

    private static Fault fault(FaultKind kind, Map<String, Object> values) throws CommandFailure {
        return switch (kind) {
            case ENGINE_ERROR -> new Fault.EngineError(number(values, DESCRIPTOR), number(values, EVERY),
                    number(values, TIMES), status(values));
            case HANG -> new Fault.Hang(number(values, DESCRIPTOR), (Boolean) values.get(DEAF));
            case SLOW -> new Fault.Slow(Duration.of(number(values, MICROS), ChronoUnit.MICROS));
            case CORRUPTION -> new Fault.Corruption(number(values, DESCRIPTOR), number(values, EVERY),
                    number(values, TIMES));
            case LOST_INTERRUPT -> new Fault.LostInterrupt(number(values, TIMES));
            case SPURIOUS_INTERRUPT -> new Fault.SpuriousInterrupt(number(values, TIMES));
            case ALLOCATION_FAILURE -> new Fault.AllocationFailure(status(values), number(values, TIMES));
            case DRIVER_EXCEPTION -> new Fault.DriverException(one(DriverEntryPoint.class, values, ENTRY_POINT),
                    number(values, TIMES));
        };
    }

    private static long number(Map<String, Object> values, String name) {
        return (Long) values.get(name);
    }

    /** {@return the status, with or without the STATUS_ that messages show} */
    private static NtStatus status(Map<String, Object> values) throws CommandFailure {
        values.computeIfPresent(STATUS, (name, typed) -> typed.toString().replaceFirst("(?i)^STATUS_", ""));
        return one(NtStatus.class, values, STATUS);
    }

    private static <E extends Enum<E>> E one(Class<E> type, Map<String, Object> values, String name)
            throws CommandFailure {
        String typed = values.get(name).toString();
        return Stream.of(type.getEnumConstants()).filter(value -> value.name().equalsIgnoreCase(typed)).findFirst()
                .orElseThrow(() -> new CommandFailure("'%s' for %s: expected one of %s".formatted(typed, name,
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")))));
    }
}
