// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON: enough for what the commands print, and no library more in the container. */
public final class Json {

    private Json() {
    }

    /**
     * {@return the value as JSON text}
     *
     * @param value a map with string keys, in the order of its iteration; a collection; a number or boolean; null; any
     *              other value becomes the string of its {@code toString()}
     */
    public static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted(String.valueOf(entry.getKey())) + ":" + of(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
        }
        boolean bare = value == null || value instanceof Boolean || value instanceof Number number && isFinite(number);
        return bare ? String.valueOf(value) : quoted(value.toString());
    }

    /**
     * {@return one line of JSON for each value, between brackets: easy on people, on line tools and on parsers}
     *
     * @param values as for {@link #of}
     */
    public static String lines(Collection<?> values) {
        return values.isEmpty() ? "[]"
                : values.stream().map(Json::of).collect(Collectors.joining(",\n ", "[", "]"));
    }

    private static boolean isFinite(Number number) {
        return Double.isFinite(number.doubleValue());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    // Control characters must be escaped; lone surrogates would not survive the encoding.
                    if (c < ' ' || c == 0x7f || Character.isSurrogate((char) c)) {
                        quoted.append("\\u%04x".formatted(c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
