// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import static org.netdma.descriptor.DescriptorLayout.LONG;
import static org.netdma.descriptor.DescriptorLayout.NEXT_DESCRIPTOR;
import static org.netdma.descriptor.DescriptorLayout.SIZE;

import java.util.List;

/**
 * The descriptors of one channel. They are numbered from 0 on for ever; number n is in slot n modulo the capacity.
 * Counted chains never end: each link names the next slot, whatever is in it [XFR-4]. The others end with 0, and grow
 * by that link [XFR-3].
 */
public final class Ring {

    /** Slots of a ring. */
    public static final int CAPACITY = 512;

    private final Region region;
    private final boolean counted;
    private final Descriptor[] written = new Descriptor[CAPACITY];
    private long end;

    Ring(Region region, boolean counted) {
        this.region = region;
        this.counted = counted;
    }

    /** {@return the number of the descriptor that will be written next} */
    public long end() {
        return end;
    }

    /** {@return the physical address of a descriptor} */
    public long address(long number) {
        return region.start() + offset(number);
    }

    private static int offset(long number) {
        return Math.floorMod(number, CAPACITY) * SIZE;
    }

    /** {@return the number of the newest descriptor at this address; -1 when there is none} */
    public long number(long address) {
        long offset = address - region.start();
        if (offset < 0 || offset >= region.length() || offset % SIZE != 0) {
            return -1;
        }
        long slot = offset / SIZE;
        long newest = end - 1 - Math.floorMod(end - 1 - slot, (long) CAPACITY);
        return newest < 0 ? -1 : newest;
    }

    /** Writes a chain at the end, not linked to what is there. {@return the number of its first descriptor} */
    long write(List<Descriptor> chain) {
        long first = end;
        for (Descriptor descriptor : chain) {
            boolean last = end == first + chain.size() - 1;
            put(end, descriptor, last && !counted ? 0 : address(end + 1));
            end++;
        }
        return first;
    }

    /** Puts something into a slot, so many behind the end, where no engine has business yet. */
    public void poison(int behind, Descriptor descriptor) {
        put(end + behind, descriptor, address(end + behind + 1));
    }

    private void put(long number, Descriptor descriptor, long next) {
        written[Math.floorMod(number, CAPACITY)] = descriptor;
        descriptor.writeTo(region.memory(), offset(number), counted);
        LONG.setRelease(region.memory(), offset(number) + NEXT_DESCRIPTOR, next);
    }

    /** Makes a chain go on with the descriptor written after it: what is done before a 1.x append [XFR-3]. */
    void link(long last) {
        if (!counted) {
            relink(last, last + 1);
        }
    }

    /** Makes a chain go on with any descriptor [XFR-6]. */
    void relink(long last, long next) {
        // release: counterpart of the acquire with which the engine rereads the link
        LONG.setRelease(region.memory(), offset(last) + NEXT_DESCRIPTOR, address(next));
    }

    /** Writes other contents into a descriptor that is not processed yet; its link stays [XFR-6]. */
    public void edit(long number, Descriptor descriptor) {
        written[Math.floorMod(number, CAPACITY)] = descriptor;
        descriptor.writeTo(region.memory(), offset(number), counted);
    }

    /** {@return the descriptors of a range, last excluded, that the engine changed} */
    public List<Long> changed(long from, long to) {
        return java.util.stream.LongStream.range(from, to)
                .filter(number -> !written[Math.floorMod(number, CAPACITY)]
                        .isUnchanged(region.memory(), offset(number), counted))
                .boxed().toList();
    }
}
