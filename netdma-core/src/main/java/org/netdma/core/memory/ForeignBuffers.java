// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;

/** What can be known of a direct buffer that a client brings along. */
final class ForeignBuffers {

    private static final Scopes SCOPES = Scopes.find();

    private ForeignBuffers() {
    }

    /** {@return whether its bytes may vanish while it is reachable: a mapped file's, those of an arena to be closed} */
    static boolean mayVanish(ByteBuffer direct) {
        return isMapped(direct) || SCOPES.isCloseable(direct);
    }

    /** {@return whether only one thread may use its bytes} */
    static boolean isConfined(ByteBuffer direct) {
        return SCOPES.isConfined(direct);
    }

    /**
     * {@return whether it maps a file}. Every direct buffer is a {@link MappedByteBuffer}, most of them of nothing.
     * Those of a file check the range to write back, the others ignore the call. A buffer that does neither counts as
     * mapped.
     */
    private static boolean isMapped(ByteBuffer direct) {
        if (!(direct instanceof MappedByteBuffer mapped)) {
            return true;
        }
        try {
            mapped.force(0, Integer.MAX_VALUE); // no buffer of a file is so long: the range reaches beyond its end
            return false;
        } catch (RuntimeException refused) {
            return true;
        }
    }
}
