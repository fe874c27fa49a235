// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.scatter;

import java.util.List;
import org.netdma.core.memory.CoreRegion;
import org.netdma.core.ring.WindowIds;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList.Element;

/**
 * One side of a packing: where the next descriptor starts, and how far it can reach, with a page break and without.
 * Pieces that follow each other in memory are one run. Used over and over; allocates nothing.
 */
public final class PieceCursor {

    private static final long PAGE = DescriptorLayout.PAGE_SIZE;

    private List<Element> pieces = List.of();
    private int piece;
    private MemoryRegion region;
    private long address;
    private long run;
    private MemoryRegion nextRegion;
    private long nextAddress;
    private long nextRun;
    private boolean broken;

    /** Goes to the first byte of a list. */
    void begin(List<Element> elements) {
        pieces = elements;
        piece = 0;
        look();
        step();
    }

    private void step() {
        region = nextRegion;
        address = nextAddress;
        run = nextRun;
        look();
    }

    /** Finds the run after the current one. */
    private void look() {
        if (piece == pieces.size()) {
            nextRegion = null;
            nextAddress = 0;
            nextRun = 0;
            return;
        }
        Element first = pieces.get(piece++);
        nextRegion = first.region();
        nextAddress = first.physicalAddress();
        nextRun = first.length();
        while (piece < pieces.size() && continues(pieces.get(piece))) {
            nextRun += pieces.get(piece++).length();
        }
    }

    private boolean continues(Element element) {
        return element.region() == nextRegion && element.physicalAddress() == nextAddress + nextRun;
    }

    /** {@return whether all bytes are used up} */
    boolean isAtEnd() {
        return run == 0;
    }

    /** {@return how far a descriptor reaches without a break} */
    long run() {
        return run;
    }

    /**
     * {@return how far a descriptor reaches with a break: into one further page, if the run ends where the first page
     * does and the next run starts a page [XFR-12]}
     */
    long reachWithBreak() {
        boolean endsWithItsFirstPage = run == PAGE - (address & PAGE - 1);
        boolean startsAPage = (nextAddress & PAGE - 1) == 0;
        return endsWithItsFirstPage && startsAPage ? run + Math.min(PAGE, nextRun) : run;
    }

    /** Takes note of how long the descriptor is that starts here. */
    void cut(long length) {
        broken = length > run;
    }

    /** Uses bytes up. */
    void advance(long bytes) {
        long left = bytes;
        while (left > 0) {
            long now = Math.min(left, run);
            address += now;
            run -= now;
            left -= now;
            if (run == 0) {
                step();
            }
        }
    }

    /** {@return whether the descriptor breaks on this side} */
    public boolean isBroken() {
        return broken;
    }

    /** {@return the physical address of the descriptor's first byte} */
    public long address() {
        return address;
    }

    /** {@return the physical address at which it goes on after its first page; 0 when it does not break} */
    public long nextPage() {
        return broken ? nextAddress : 0;
    }

    /** {@return the {@link WindowIds} of the descriptor} */
    public long windows() {
        return broken ? WindowIds.pair(id(region), id(nextRegion)) : id(region);
    }

    private static long id(MemoryRegion region) {
        return ((CoreRegion) region).id();
    }
}
