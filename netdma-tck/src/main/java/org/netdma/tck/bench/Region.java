// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.netdma.provider.BusWindow;

/** Memory of the bench, as an engine sees it and as the test does. */
public final class Region implements BusWindow {

    /** Behind addresses that belong to no region. */
    static final Region EMPTY = new Region(0, ByteBuffer.allocateDirect(0), false, null);

    private final long start;
    private final ByteBuffer memory;
    private final ByteBuffer shared;
    private final boolean writable;
    private final Hold hold;
    private final boolean vanishing;
    private volatile boolean open;

    Region(long start, ByteBuffer memory, boolean writable, Hold hold) {
        this(start, memory, writable, hold, false);
    }

    Region(long start, ByteBuffer memory, boolean writable, Hold hold, boolean vanishing) {
        this.vanishing = vanishing;
        this.start = start;
        this.memory = memory.order(ByteOrder.LITTLE_ENDIAN);
        this.shared = (writable ? memory.slice() : memory.asReadOnlyBuffer()).order(ByteOrder.LITTLE_ENDIAN);
        this.writable = writable;
        this.hold = hold;
        this.open = memory.capacity() > 0;
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public int length() {
        return memory.capacity();
    }

    @Override
    public ByteBuffer bytes() {
        return shared;
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
        return vanishing;
    }

    /** {@return the bytes, for the test; writable even when engines may not write} */
    public ByteBuffer memory() {
        return memory;
    }

    /** {@return where an engine that looks the region up stands still; null when it does not} */
    public Hold hold() {
        return hold;
    }

    /** Takes the addresses away: an engine that still uses them is wrong. */
    public void close() {
        open = false;
    }

    /** {@return whether engines moved position or limit of the shared buffer, which they never may} */
    boolean isMoved() {
        return shared.position() != 0 || shared.limit() != shared.capacity();
    }
}
