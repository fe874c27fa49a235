// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLinesTest {

    private static TextLines lines(String text) {
        return new TextLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), "the script");
    }

    private static List<String> all(TextLines lines) throws IOException {
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            all.add(line);
        }
        return all;
    }

    @Test
    void shouldReadLinesWhateverTheirEnd() throws IOException {
        assertEquals(List.of("one\ttab", "two", "", "three"), all(lines("one\ttab\r\ntwo\n\rthree")));
        assertEquals(List.of("one"), all(lines("one\n")));
        assertEquals(List.of(), all(lines("")));
        assertEquals("one\ntwo\n", lines("one\r\ntwo").rest());
    }

    @Test
    void shouldReadUtf8WithOrWithoutAByteOrderMark() throws IOException {
        assertEquals(List.of("Gr\u00F6\u00DFe"), all(lines("Gr\u00C3\u00B6\u00C3\u009Fe")));
        assertEquals(List.of("one", "two"), all(lines("\u00EF\u00BB\u00BFone\ntwo")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\u0001", "\u0008", "\u000B", "\u001B", "\u007F"})
    void shouldRefuseControlBytesByTheirLineBeforeItsEndHasCome(String control) throws IOException {
        TextLines lines = lines("one\ntwo" + control);
        assertEquals("one", lines.next());

        IOException refused = assertThrows(TextLines.NoTextException.class, lines::next);

        assertTrue(refused.getMessage().startsWith("the script, line 2: "), refused::getMessage);
        assertTrue(refused.getMessage().contains("0x%02X".formatted((int) control.charAt(0))), refused::getMessage);
    }

    @Test
    void shouldRefuseOtherEncodings() throws IOException {
        TextLines lines = lines("one\nGr\u00F6\u00DFe\n");
        assertEquals("one", lines.next());

        IOException refused = assertThrows(TextLines.NoTextException.class, lines::next);

        assertTrue(refused.getMessage().startsWith("the script, line 2: the line is not in UTF-8"), refused::getMessage);
    }

    /** Without a limit, the memory would be full first. */
    @Test
    void shouldRefuseALineWithoutEnd() {
        TextLines endless = new TextLines(new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        }, "the script");

        assertTimeoutPreemptively(Duration.ofMinutes(1),
                () -> assertThrows(TextLines.NoTextException.class, endless::next));
    }

    @Test
    void shouldStayAtItsEnd() throws IOException {
        TextLines lines = lines("one");
        assertEquals("one", lines.next());

        assertNull(lines.next());
        assertNull(lines.next());
    }
}
