// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void shouldWriteEachKindOfValue() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", 1L);
        fields.put("share", 0.5);
        fields.put("done", true);
        fields.put("nothing", null);
        fields.put("list", Arrays.asList("a", 2, null));
        fields.put("map", Map.of("k", List.of()));
        assertEquals("{\"number\":1,\"share\":0.5,\"done\":true,\"nothing\":null,\"list\":[\"a\",2,null],"
                + "\"map\":{\"k\":[]}}", Json.of(fields));
    }

    @Test
    void shouldEscapeWhatJsonDoesNotAllow() {
        assertEquals("\"ROOT\\\\A\\\\0000 \\\"x\\\" \\n\\r\\t\\u0001\\u007f\\u001b \u00e4\"",
                Json.of("ROOT\\A\\0000 \"x\" \n\r\t\u0001\u007f\u001b \u00e4"));
        assertEquals("{\"\\\"\":\"\\ud83d\\ude00\"}", Json.of(Map.of("\"", "\ud83d\ude00")));
    }

    @Test
    void shouldNotWriteNumbersThatJsonDoesNotHave() {
        assertEquals("\"NaN\"", Json.of(Double.NaN));
        assertEquals("\"Infinity\"", Json.of(Float.POSITIVE_INFINITY));
    }

    @Test
    void shouldWriteAnElementToALine() {
        assertEquals("[]", Json.lines(List.of()));
        assertEquals("[{\"a\":1},\n {\"a\":2}]", Json.lines(List.of(Map.of("a", 1), Map.of("a", 2))));
    }
}
