// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/**
 * A client's region. The channel's data path reads the final fields and the state, nothing else.
 */
public final class CoreRegion implements MemoryRegion {

    private final SystemMemory memory;
    private final AddressSpace space;
    private final BundleMemory owner;
    private final long id;
    private final long start;
    private final long size;
    private final boolean writable;
    private final boolean mayVanish;
    private volatile RegionState state = RegionState.OPEN;
    private volatile RegionWindow window;
    private Backing backing;

    CoreRegion(SystemMemory memory, BundleMemory owner, RegionWindow window, Backing backing) {
        this.memory = memory;
        this.space = memory.space();
        this.owner = owner;
        this.window = window;
        this.backing = backing;
        this.id = window.id();
        this.start = window.start();
        this.size = window.length();
        this.writable = window.isWritable();
        this.mayVanish = window.mayVanish();
    }

    /** {@return the number that descriptors carry to name this region} */
    public long id() {
        return id;
    }

    /** {@return whether the region is in this address space} */
    public boolean isIn(AddressSpace other) {
        return space == other;
    }

    /** {@return whether this many bytes from an offset on lie in the region; the length is not negative} */
    public boolean holds(long offset, long length) {
        return offset >= 0 && offset <= size - length;
    }

    @Override
    public long physicalAddress() {
        return start;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public boolean isOpen() {
        return state == RegionState.OPEN;
    }

    /** {@return whether its bytes may vanish while it is open, see {@link RegionWindow#mayVanish()}} */
    public boolean mayVanish() {
        return mayVanish;
    }

    /** Throws what an access of this thread to bytes that may vanish has failed with [MEM-8]; nothing for others. */
    public void checkAccess() {
        if (mayVanish) {
            space.checkAccess();
        }
    }

    @Override
    public ByteBuffer buffer() throws NetDmaException {
        return openWindow().bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void force() throws NetDmaException {
        if (!(openWindow().bytes() instanceof MappedByteBuffer mapped)) {
            return;
        }
        try {
            mapped.force();
        } catch (UncheckedIOException e) {
            throw new NetDmaException(NtStatus.UNSUCCESSFUL, "XFR-11",
                    "the file system did not take the changes of %s: %s".formatted(this, e.getMessage()), e);
        }
    }

    @Override
    public void close() throws NetDmaException {
        if (!transitionTo(RegionState.Event.CLOSE)) {
            return; // closed already, or another thread is at it
        }
        memory.close(this, owner);
    }

    /** {@return its stretch of the address space} */
    public RegionWindow window() {
        return window;
    }

    synchronized boolean transitionTo(RegionState.Event event) {
        RegionState next = state.next(event).orElse(null);
        if (next == null) {
            return false;
        }
        window.accept(next == RegionState.OPEN);
        state = next;
        return true;
    }

    /** Parts with the memory, so that it can be given back though the client may keep the closed region. */
    Backing takeBacking() {
        Backing taken = backing;
        backing = null;
        window = RegionWindow.EMPTY;
        return taken;
    }

    private RegionWindow openWindow() throws NetDmaException {
        RegionWindow open = window; // before the state, which changes before the window goes
        if (!isOpen()) {
            throw new NetDmaException(NtStatus.INVALID_HANDLE, "REG-4",
                    "%s is closed: allocate, wrap or map a new one".formatted(this));
        }
        return open;
    }

    @Override
    public String toString() {
        return "region 0x%X of %d bytes".formatted(start, size);
    }
}
