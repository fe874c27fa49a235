// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.netdma.provider.BusWindow;

/** A stretch of the {@link AddressSpace} with bytes behind it. The only implementation, so that calls are direct. */
public final class RegionWindow implements BusWindow {

    /** Holds no address. */
    public static final RegionWindow EMPTY = new RegionWindow(0, 0, ByteBuffer.allocateDirect(0), false, false, false);

    private final long id;
    private final long start;
    private final int length;
    private final ByteBuffer bytes;
    private final boolean writable;
    private final boolean mayVanish;
    private volatile boolean open;
    private volatile boolean accepting = true;

    RegionWindow(long id, long start, ByteBuffer bytes, boolean writable, boolean mayVanish) {
        this(id, start, bytes, writable, mayVanish, true);
    }

    private RegionWindow(long id, long start, ByteBuffer bytes, boolean writable, boolean mayVanish, boolean open) {
        this.id = id;
        this.start = start;
        this.length = bytes.remaining();
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.writable = writable;
        this.mayVanish = mayVanish;
        this.open = open;
    }

    /** {@return the number of this window, 1 to 2^32 - 1, its own while it is open; descriptors carry it} */
    public long id() {
        return id;
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean mayVanish() {
        return mayVanish;
    }

    /** {@return whether new copies may name it: false while its region waits for copies in flight} */
    boolean isAccepting() {
        return accepting;
    }

    void accept(boolean copies) {
        accepting = copies;
    }

    void close() {
        open = false;
    }

    /** {@return the region as messages name it} */
    @Override
    public String toString() {
        return "region 0x%X of %d bytes".formatted(start, length);
    }
}
