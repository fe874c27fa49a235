// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.netdma.provider.BusWindow;

/** The physical memory of the bench: regions with unmapped gaps between them. */
public final class BenchMemory {

    private static final int PAGE = 4096;
    private static final long FIRST = 0x10_0000;
    private static final long GAP = 0x1_0000;
    private static final long HIGHEST = (1L << 46) - 1;

    private final BenchThreads threads;
    private final ConcurrentSkipListMap<Long, Region> regions = new ConcurrentSkipListMap<>();
    private long next = FIRST;
    private long high = HIGHEST;

    BenchMemory(BenchThreads threads) {
        this.threads = threads;
    }

    /** {@return new zeroed memory, page aligned} */
    public Region allocate(int size) {
        return allocate(size, true, null);
    }

    /** {@return new memory that engines may not write} */
    public Region allocateReadOnly(int size) {
        return allocate(size, false, null);
    }

    /** {@return new memory at which the first engine that looks it up stands still} */
    public Region allocateHeld(int size) {
        return allocate(size, true, new Hold(threads.limit()));
    }

    private synchronized Region allocate(int size, boolean writable, Hold hold) {
        Region region = add(next, size, writable, hold);
        next = pageUp(next + size + GAP);
        return region;
    }

    /** {@return new memory that ends at or a little below the highest address that an engine reaches} */
    public synchronized Region allocateHigh(int size, long maximumAddress) {
        high = Math.min(high, maximumAddress);
        long start = (high + 1 - size) & -PAGE;
        high = start - GAP;
        return add(start, size, true, null);
    }

    /** {@return a file that is mapped, page aligned; it can be cut off} */
    public VanishingRegion allocateMapped(int size) {
        return new VanishingRegion(this, size);
    }

    /** {@return memory that exists already, and may vanish} */
    synchronized Region add(ByteBuffer memory) {
        Region region = add(new Region(next, memory, true, null, true));
        next = pageUp(next + memory.capacity() + GAP);
        return region;
    }

    private Region add(long start, int size, boolean writable, Hold hold) {
        ByteBuffer memory = ByteBuffer.allocateDirect(size + 128).alignedSlice(64).slice(0, size);
        return add(new Region(start, memory, writable, hold));
    }

    private Region add(Region region) {
        regions.put(region.start(), region);
        return region;
    }

    /** {@return an address that belongs to no region} */
    public synchronized long unmapped() {
        long address = next;
        next += GAP;
        return address;
    }

    /** {@return the region of this address, whatever its state} */
    BusWindow window(long address) {
        Map.Entry<Long, Region> entry = regions.floorEntry(address);
        if (entry == null) {
            return Region.EMPTY;
        }
        Region region = entry.getValue();
        if (address - region.start() >= region.length() || !region.isOpen()) {
            return Region.EMPTY;
        }
        if (region.hold() != null) {
            region.hold().arrive(!threads.isOwn(Thread.currentThread()));
        }
        return region;
    }

    /** {@return all regions there ever were} */
    Collection<Region> regions() {
        return regions.values();
    }

    private static long pageUp(long address) {
        return (address + PAGE - 1) & -PAGE;
    }
}
