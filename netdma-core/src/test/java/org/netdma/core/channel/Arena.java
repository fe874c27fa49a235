// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.netdma.NetDmaException;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;

/**
 * One piece of memory with regions side by side, and bytes between them that are of no region: what an engine writes
 * beside its destination is seen wherever it lands. The first regions are read-only, so their bytes never change.
 */
final class Arena {

    static final int SIZE = 6000;
    static final int REGIONS = 5;
    private static final int READ_ONLY = 2;
    private static final int DISTANCE = SIZE + 200;

    private final Interface core;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(REGIONS * DISTANCE);
    private final ByteBuffer before;
    private final MemoryRegion[] regions = new MemoryRegion[REGIONS];
    private final List<MemoryRegion> closed = new ArrayList<>();
    private final BitSet writable = new BitSet();

    Arena(Interface core, Random random) throws NetDmaException {
        this.core = core;
        byte[] filling = new byte[bytes.capacity()];
        random.nextBytes(filling);
        bytes.put(0, filling);
        before = ByteBuffer.wrap(filling);
        for (int i = 0; i < REGIONS; i++) {
            regions[i] = open(i);
        }
    }

    private MemoryRegion open(int index) throws NetDmaException {
        ByteBuffer slice = bytes.slice(start(index), SIZE);
        return core.memory.wrap(index < READ_ONLY ? slice.asReadOnlyBuffer() : slice);
    }

    /** {@return where a region is in the arena} */
    static int start(int index) {
        return index * DISTANCE + 100;
    }

    static boolean isConstant(int index) {
        return index < READ_ONLY;
    }

    MemoryRegion region(int index) {
        return regions[index];
    }

    /** {@return a region that was closed} */
    MemoryRegion closed(Random random) {
        return closed.isEmpty() ? null : closed.get(random.nextInt(closed.size()));
    }

    /** Closes a region, and opens another one over the same memory. Nothing may be in flight. */
    void replace(int index) throws NetDmaException {
        regions[index].close();
        closed.add(regions[index]);
        regions[index] = open(index);
    }

    /** Says that somebody asked for these bytes to be written. */
    void mayBeWritten(BitSet positions) {
        writable.or(positions);
    }

    byte at(int position) {
        return bytes.get(position);
    }

    /** Checks that no byte changed that nobody asked for. */
    void checkUntouched() {
        for (int i = writable.nextClearBit(0); i < bytes.capacity(); i = writable.nextClearBit(i + 1)) {
            if (before.get(i) != bytes.get(i)) {
                throw new AssertionError("byte " + i + " of the arena changed, which no copy was to write");
            }
        }
    }
}
