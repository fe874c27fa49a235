// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.console;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * Reads the lines of a script: text in UTF-8, with or without a byte order mark. Refuses what is no text at its first
 * control byte, before any of that line can be run: whatever a descriptor leads to by mistake would be taken for
 * commands else, redirections to files included.
 */
public final class TextLines {

    /** More than any command needs. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int DELETE = 0x7F;
    private static final int END = -1;

    private final InputStream in;
    private final String name;
    private int number;
    private boolean afterCarriageReturn;

    /**
     * @param in   the text; not closed
     * @param name of the text in messages, such as {@code standard input}
     */
    public TextLines(InputStream in, String name) {
        this.in = new BufferedInputStream(in);
        this.name = name;
    }

    /**
     * {@return the next line without its end; null after the last}
     *
     * @throws NoTextException when it is no text, naming the line; nothing more can be read then
     * @throws IOException     when it can not be read
     */
    public String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        number++;
        for (int octet = read(); octet != '\n'; octet = read()) {
            if (octet == END) {
                return line.size() == 0 ? null : decode(line);
            }
            if (octet < ' ' && octet != '\t' || octet == DELETE) {
                throw refused("has the control byte 0x%02X".formatted(octet));
            }
            if (line.size() == LONGEST_LINE) {
                throw refused("is longer than 1 MiB");
            }
            line.write(octet);
        }
        return decode(line);
    }

    /** {@return the next octet; {@code '\n'} for each of the three ends of lines} */
    private int read() throws IOException {
        int octet = in.read();
        if (octet == '\n' && afterCarriageReturn) {
            octet = in.read();
        }
        afterCarriageReturn = octet == '\r';
        return afterCarriageReturn ? '\n' : octet;
    }

    private String decode(ByteArrayOutputStream line) throws NoTextException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
            return number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused("is not in UTF-8");
        }
    }

    private NoTextException refused(String why) {
        return new NoTextException(name + ", line " + number + ": the line " + why
                + ", so it is no command; neither it nor what follows is run");
    }

    /**
     * {@return all lines that are left, each with its end}
     *
     * @throws NoTextException when a part of them is no text
     * @throws IOException     when they can not be read
     */
    public String rest() throws IOException {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        for (String line = next(); line != null; line = next()) {
            lines.add(line);
        }
        return lines.toString();
    }

    /** What should be a script is none. */
    public static final class NoTextException extends IOException {

        private static final long serialVersionUID = 1;

        NoTextException(String message) {
            super(message);
        }
    }
}
