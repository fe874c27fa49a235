// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Used as File Install does: by its name, through a reader. */
class ConfigurationCharsetsTest {

    /** Reads the octets one at a time: a mark may be cut anywhere. */
    private static String read(byte[] octets) throws IOException {
        StringWriter text = new StringWriter();
        try (InputStreamReader reader = new InputStreamReader(new FilterInputStream(new ByteArrayInputStream(octets)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, 1);
            }
        }, ConfigurationCharsets.NAME)) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a=b\n", "\u00EF", "name=Gr\u00F6\u00DFe", "\uD83D\uDE00", "a\uFEFFb"})
    void shouldReadUtf8WithOrWithoutAByteOrderMark(String text) throws IOException {
        assertEquals(text, read(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(text, read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldRefuseOtherEncodingsInsteadOfReplacingCharacters() {
        assertThrows(MalformedInputException.class, () -> read("Gr\u00F6\u00DFe".getBytes(StandardCharsets.ISO_8859_1)));
        assertThrows(MalformedInputException.class, () -> read(new byte[] {(byte) 0xEF, (byte) 0xBB}));
    }
}
