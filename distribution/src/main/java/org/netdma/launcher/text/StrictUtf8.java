// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 whose decoder skips a byte order mark and always reports what is not UTF-8, though asked to replace it. */
final class StrictUtf8 extends Charset {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    StrictUtf8(String name) {
        super(name, new String[0]);
    }

    @Override
    public boolean contains(Charset other) {
        return StandardCharsets.UTF_8.contains(other);
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new Decoder(this);
    }

    @Override
    public CharsetEncoder newEncoder() {
        return StandardCharsets.UTF_8.newEncoder();
    }

    private static final class Decoder extends CharsetDecoder {

        private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        private boolean begun;

        Decoder(Charset charset) {
            super(charset, 1, 1);
        }

        @Override
        protected void implReset() {
            begun = false;
            utf8.reset();
        }

        /** An InputStreamReader asks every decoder to replace what is malformed. */
        @Override
        protected void implOnMalformedInput(CodingErrorAction action) {
            if (action != CodingErrorAction.REPORT) {
                onMalformedInput(CodingErrorAction.REPORT);
            }
        }

        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
            if (!begun) {
                int matching = matching(in);
                if (matching == MARK.length) {
                    in.position(in.position() + MARK.length);
                } else if (matching == in.remaining()) {
                    return CoderResult.UNDERFLOW; // perhaps a mark: the rest will tell
                }
                begun = true;
            }
            return utf8.decode(in, out, false);
        }

        private static int matching(ByteBuffer in) {
            int matching = 0;
            while (matching < Math.min(MARK.length, in.remaining())
                    && in.get(in.position() + matching) == MARK[matching]) {
                matching++;
            }
            return matching;
        }
    }
}
