// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.scatter;

import java.util.List;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.ScatterGatherList;

/**
 * Turns two lists of pieces into descriptors, one at a time: as few as page breaks allow for a provider that knows
 * them, one for each unbroken run for a provider that does not [XFR-12], none longer than the provider takes [XFR-11].
 * To reach as far as possible each time is best: starting further on never means ending less far.
 *
 * <pre>
 *   packing.begin(source, destination);
 *   while (packing.next()) {
 *       packing.length() ...                 // what goes into the descriptor
 *   }
 * </pre>
 *
 * <p>The lists are equally long, and checked: pieces are not empty and in regions of this interface. Used over and over
 * by one thread at a time; allocates nothing.
 */
public final class ScatterGatherPacking {

    private final PieceCursor source = new PieceCursor();
    private final PieceCursor destination = new PieceCursor();
    private final boolean breaks;
    private final long maximumTransfer;
    private long length;

    /**
     * @param breaks          whether the provider knows page breaks
     * @param maximumTransfer longest descriptor
     */
    public ScatterGatherPacking(boolean breaks, long maximumTransfer) {
        this.breaks = breaks;
        this.maximumTransfer = maximumTransfer;
    }

    /** Begins with two lists; {@link #next()} goes to their first descriptor. */
    public void begin(ScatterGatherList from, ScatterGatherList to) {
        source.begin(from.elements());
        destination.begin(to.elements());
        length = 0;
    }

    /** Forgets the lists, so that their regions can be collected. */
    public void end() {
        source.begin(List.of());
        destination.begin(List.of());
    }

    /** Goes to the next descriptor. {@return false when there is none} */
    public boolean next() {
        source.advance(length);
        destination.advance(length);
        if (source.isAtEnd()) {
            return false;
        }
        long reach = breaks ? Math.min(source.reachWithBreak(), destination.reachWithBreak())
                : Math.min(source.run(), destination.run());
        length = Math.min(reach, maximumTransfer);
        source.cut(length);
        destination.cut(length);
        return true;
    }

    /** {@return bytes to move} */
    public long length() {
        return length;
    }

    /** {@return the page break flags} */
    public int flags() {
        return (source.isBroken() ? ControlFlags.SOURCE_PAGE_BREAK : 0)
                | (destination.isBroken() ? ControlFlags.DESTINATION_PAGE_BREAK : 0);
    }

    /** {@return the side that is read} */
    public PieceCursor source() {
        return source;
    }

    /** {@return the side that is written} */
    public PieceCursor destination() {
        return destination;
    }
}
