// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import org.netdma.NetDmaException;
import org.netdma.core.verifier.Watched;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.MemoryUsage;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.NtStatus;

/** The memory service as one bundle sees it: remembers the bundle's regions, to close what it leaves open. */
public final class BundleMemory implements PhysicalMemory, AutoCloseable {

    private static final Logger LOG = System.getLogger(BundleMemory.class.getName());

    private final SystemMemory memory;
    private final String bundle;
    private final Watched watched;
    private final Set<CoreRegion> regions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param memory  all regions
     * @param bundle  name of the bundle, for the log
     * @param watched the bundle
     */
    public BundleMemory(SystemMemory memory, String bundle, Watched watched) {
        this.memory = memory;
        this.bundle = bundle;
        this.watched = watched;
    }

    @Override
    public MemoryRegion allocate(long size) throws NetDmaException {
        requireSize(size);
        try {
            return open(memory.host().allocate(size), true);
        } catch (OutOfMemoryError e) {
            throw new NetDmaException(NtStatus.INSUFFICIENT_RESOURCES, "XFR-11", "%d bytes outside the heap are not to "
                    .formatted(size) + "be had (%s): %s".formatted(e.getMessage(), wayOut(memory.usage())), e);
        }
    }

    /** Returns who has the memory and what to do about it: closing regions does not help where none is open. */
    private static String wayOut(MemoryUsage usage) {
        StringJoiner who = new StringJoiner(", ");
        StringJoiner ways = new StringJoiner(", ");
        if (usage.regions() > 0) {
            who.add("open regions have %d bytes".formatted(usage.bytes()));
            ways.add("close regions");
        }
        if (usage.closedBytes() > 0) {
            who.add("closed ones that the garbage collector has not found yet %d [MEM-15]".formatted(usage.closedBytes()));
            ways.add("try again later").add("allow it to be asked for (-XX:-DisableExplicitGC)");
        }
        ways.add("or raise -XX:MaxDirectMemorySize");
        return (who.length() == 0 ? "no region has any, other buffers of this process do" : who) + ": " + ways;
    }

    @Override
    public MemoryRegion wrap(ByteBuffer buffer) throws NetDmaException {
        if (buffer == null || !buffer.isDirect() || !buffer.hasRemaining()) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "XFR-11",
                    "%s is no direct buffer with at least 1 byte left: use ByteBuffer.allocateDirect"
                            .formatted(buffer));
        }
        if (ForeignBuffers.isConfined(buffer)) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "MEM-13",
                    "%s belongs to an arena of one thread, and engines have threads of their own: use Arena.ofShared"
                            .formatted(buffer));
        }
        return open(new Backing.Wrapped(buffer.slice(), ForeignBuffers.mayVanish(buffer)), !buffer.isReadOnly());
    }

    @Override
    public MemoryRegion map(FileChannel file, MapMode mode, long position, long size) throws NetDmaException {
        requireSize(size);
        if (position < 0 || position > Long.MAX_VALUE - size) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "XFR-11",
                    "position %d is not in a file: it is 0 or more".formatted(position));
        }
        try {
            if (mode != MapMode.READ_WRITE && position + size > file.size()) {
                throw new NetDmaException(NtStatus.INVALID_PARAMETER, "XFR-11",
                        ("%d bytes from %d on reach beyond the end of the file, which has %d: only READ_WRITE lets it "
                                + "grow").formatted(size, position, file.size()));
            }
            return open(memory.host().map(file, mode, position, size), mode != MapMode.READ_ONLY);
        } catch (NonReadableChannelException | NonWritableChannelException e) {
            throw new NetDmaException(NtStatus.ACCESS_DENIED, "XFR-11",
                    "the file was not opened for mode %s: open it for reading, and for writing unless READ_ONLY"
                            .formatted(mode), e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new NetDmaException(NtStatus.UNSUCCESSFUL, "XFR-11",
                    "the file system does not map %d bytes from %d on: %s".formatted(size, position, e), e);
        }
    }

    @Override
    public MemoryUsage usage() {
        return memory.usage();
    }

    /** Closes what the bundle left open. */
    @Override
    public void close() {
        closed = true;
        List<CoreRegion> left = List.copyOf(regions);
        if (!left.isEmpty()) {
            LOG.log(Level.WARNING, "{0} left {1} memory regions open; they are closed now", bundle, left.size());
        }
        left.forEach(region -> memory.closeForGood(region, this));
    }

    /** {@return the bundle, to be watched} */
    Watched watched() {
        return watched;
    }

    void forget(CoreRegion region) {
        regions.remove(region);
    }

    private MemoryRegion open(Backing backing, boolean writable) throws NetDmaException {
        CoreRegion region = memory.open(this, backing, writable);
        regions.add(region);
        if (closed) { // after the add: either close saw the region, or this sees closed
            memory.closeForGood(region, this);
            throw new NetDmaException(NtStatus.INVALID_HANDLE, "REG-4",
                    "%s gave the memory service back: get it again".formatted(bundle));
        }
        return region;
    }

    private static void requireSize(long size) throws NetDmaException {
        if (size < 1 || size > MAXIMUM_REGION_SIZE) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "XFR-11",
                    "%d bytes are no size for a region: 1 to %d".formatted(size, MAXIMUM_REGION_SIZE));
        }
    }

    @Override
    public String toString() {
        return bundle;
    }
}
