// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** An open stretch of physical addresses and the bytes behind it. Immutable but for {@link #isOpen()}. */
@ProviderType
public interface BusWindow {

    /** {@return the first physical address} */
    long start();

    /** {@return the length in bytes; 0 for the empty window} */
    int length();

    /**
     * {@return the bytes, byte n behind address {@code start() + n}, little-endian. Shared by all engines: only
     * absolute access, never position or limit. Addresses that are multiples of 8 are aligned for ordered access}
     */
    ByteBuffer bytes();

    /** {@return whether an engine may write here} */
    boolean isWritable();

    /** {@return whether the addresses still belong to this window} */
    boolean isOpen();

    /**
     * {@return whether the bytes may vanish while the window is open: a mapped file can be cut off by any program, the
     * disk below it can be full, and a client can close the scope its memory belongs to}. Constant for a window. An
     * access then fails with an {@link InternalError} or an {@link IllegalStateException}, and the {@code InternalError}
     * may come late, see {@link BusMemory#checkAccess()}. Memory that NetDMA allocated never vanishes. A window that is
     * not known to stay counts as one that may vanish.
     */
    default boolean mayVanish() {
        return true;
    }

    /** {@return whether all of {@code size} bytes from {@code physicalAddress} on lie in this window and it is open} */
    default boolean holds(long physicalAddress, long size) {
        long offset = physicalAddress - start();
        return offset >= 0 && size >= 0 && offset <= length() - size && isOpen();
    }
}
