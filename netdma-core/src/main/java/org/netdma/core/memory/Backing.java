// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/** The memory behind a region, by the way in which it is given back. */
sealed interface Backing {

    /** {@return what the region consists of, from position to limit} */
    ByteBuffer bytes();

    /** {@return whether it may be gone while the region is open: a file that is cut off, or memory of the client's own} */
    boolean mayVanish();

    /** {@return the size of it} */
    default long size() {
        return bytes().remaining();
    }

    /** Memory of the client's own: there is nothing to give back. */
    record Wrapped(ByteBuffer bytes, boolean mayVanish) implements Backing {
    }

    /**
     * Memory that is given back when the garbage collector finds that nobody can reach it.
     *
     * @param whole what is collected; the bytes are a part of it
     */
    record Collected(ByteBuffer bytes, boolean mayVanish, ByteBuffer whole) implements Backing {
    }

    /**
     * Memory that is given back at once.
     *
     * @param arena is closed for it
     */
    record Scoped(ByteBuffer bytes, boolean mayVanish, AutoCloseable arena) implements Backing {

        private static final System.Logger LOG = System.getLogger(Scoped.class.getName());

        /** Gives it back. {@return false when it is in use, by a system call for example; then nothing has happened} */
        boolean isGivenBack() {
            try {
                arena.close();
                return true;
            } catch (IllegalStateException e) {
                LOG.log(Level.DEBUG, "memory of a closed region is in use: {0}", e.getMessage());
                return false;
            } catch (Exception e) {
                throw new AssertionError("an arena throws no checked exception", e);
            }
        }
    }
}
