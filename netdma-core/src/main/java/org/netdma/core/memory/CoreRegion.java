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
    private final RegionWindow window;
    private final long id;
    private final long start;
    private final long size;
    private final boolean writable;
    private volatile RegionState state = RegionState.OPEN;

    CoreRegion(SystemMemory memory, BundleMemory owner, RegionWindow window) {
        this.memory = memory;
        this.space = memory.space();
        this.owner = owner;
        this.window = window;
        this.id = window.id();
        this.start = window.start();
        this.size = window.length();
        this.writable = window.isWritable();
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
        return window.mayVanish();
    }

    /** Throws what an access of this thread to bytes that may vanish has failed with [MEM-8]; nothing for others. */
    public void checkAccess() {
        if (window.mayVanish()) {
            space.checkAccess();
        }
    }

    @Override
    public ByteBuffer buffer() throws NetDmaException {
        requireOpen();
        return window.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void force() throws NetDmaException {
        requireOpen();
        if (!(window.bytes() instanceof MappedByteBuffer mapped)) {
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

    RegionWindow window() {
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

    private void requireOpen() throws NetDmaException {
        if (!isOpen()) {
            throw new NetDmaException(NtStatus.INVALID_HANDLE, "REG-4",
                    "%s is closed: allocate, wrap or map a new one".formatted(this));
        }
    }

    @Override
    public String toString() {
        return window.toString();
    }
}
