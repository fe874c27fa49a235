// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import org.netdma.tck.bench.PatternedCopy.Field;

/** The bytes of {@link PatternedCopy}, a stretch at a time: the kit handles far more of them than engines do. */
final class Patterns {

    private static final int POSITION = 0x1F;
    /** After so many bytes the codes come again. */
    private static final int PERIOD = 1 << 15;

    private Patterns() {
    }

    /** {@return the first period of bytes of one kind: the code of each position, with the bits of the kind} */
    static byte[] kind(int bits) {
        byte[] bytes = new byte[PERIOD];
        for (int position = 0; position < PERIOD; position++) {
            bytes[position] = (byte) (bits | ~(position + (position >>> 5) + (position >>> 10)) & POSITION);
        }
        return bytes;
    }

    /**
     * {@return the bytes of a field}
     *
     * @param size   of the copy in it
     * @param around kind of the bytes around the copy
     * @param inside kind of the bytes that are copied, or copied to
     */
    static byte[] of(Field field, int size, byte[] around, byte[] inside) {
        byte[] bytes = new byte[field.length()];
        fill(bytes, 0, field.offset(), around);
        fill(bytes, field.offset(), field.offset() + size, inside);
        fill(bytes, field.offset() + size, bytes.length, around);
        return bytes;
    }

    private static void fill(byte[] bytes, int from, int to, byte[] kind) {
        int at = from;
        while (at < to) {
            int code = at % PERIOD;
            int length = Math.min(PERIOD - code, to - at);
            System.arraycopy(kind, code, bytes, at, length);
            at += length;
        }
    }
}
