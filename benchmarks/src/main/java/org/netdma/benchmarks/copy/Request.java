// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one sample shall measure: a line such as {@code sustained batch=32 millis=100 size=4096}.
 *
 * @param command    what to measure
 * @param parameters by name
 */
public record Request(Command command, Map<String, Long> parameters) {

    /** What can be measured. */
    public enum Command {
        /** Copies in a time, with a full window: {@code size batch window millis}. */
        SUSTAINED,
        /** One copy at a time, from submission to seen complete: {@code size millis}. */
        ROUNDTRIP,
        /** Time of the submitting thread for each copy: {@code size batch millis}. */
        SUBMITTER,
        /** CPU time of the process while nothing is submitted: {@code millis}. */
        IDLE,
        /** First copy after a pause: {@code size count pausemillis}. */
        WAKE;

        /** {@return the word in the line} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Request {
        parameters = new TreeMap<>(parameters);
    }

    /** {@return the request in this line} */
    public static Request parse(String line) {
        String[] words = line.strip().split("\\s+");
        Map<String, Long> parameters = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected name=value, found " + words[i]);
            }
            parameters.put(words[i].substring(0, equals), Long.valueOf(words[i].substring(equals + 1)));
        }
        return new Request(Command.valueOf(words[0].toUpperCase(Locale.ROOT)), parameters);
    }

    /** {@return a parameter} */
    public long get(String name, long otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }

    /** {@return the line that {@link #parse} reads} */
    public String toLine() {
        return command.word() + parameters.entrySet().stream().map(e -> " " + e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining());
    }
}
