// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell.text;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON: maps, collections, numbers, booleans; everything else as the string that it is in text. */
public final class JsonWriter {

    private JsonWriter() {
    }

    /** {@return the value as JSON on one line; the fields of a map in the order of its iteration} */
    public static String write(Object value) {
        if (value instanceof Map<?, ?> fields) {
            return fields.entrySet().stream().map(field -> quote(field.getKey()) + ":" + write(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream().map(JsonWriter::write).collect(Collectors.joining(",", "[", "]"));
        }
        boolean literal = value == null || value instanceof Boolean || value instanceof Integer
                || value instanceof Long;
        return literal ? String.valueOf(value) : quote(value);
    }

    /** {@return an array with one element on each line} */
    public static String writeLines(Collection<?> elements) {
        return elements.stream().map(JsonWriter::write).collect(Collectors.joining(",\n ", "[", "]"));
    }

    private static String quote(Object value) {
        StringBuilder text = new StringBuilder("\"");
        for (char character : value.toString().toCharArray()) {
            switch (character) {
                case '"', '\\' -> text.append('\\').append(character);
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> {
                    // Control characters must be escaped; halves of surrogate pairs survive no encoding otherwise.
                    boolean plain = character >= ' ' && character != 0x7F && !Character.isSurrogate(character);
                    text.append(plain ? String.valueOf(character) : "\\u%04x".formatted((int) character));
                }
            }
        }
        return text.append('"').toString();
    }
}
