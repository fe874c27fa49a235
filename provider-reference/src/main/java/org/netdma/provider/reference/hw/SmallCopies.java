// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.nio.ByteBuffer;
import org.netdma.descriptor.DescriptorLayout;

/**
 * The short way for most descriptors of a counted chain: small copies that lie one behind the other, between the
 * windows of the copy before, and ask for nothing but perhaps the completion word. Does several in one loop that
 * follows few references; whatever is not so simple, or fails, is left to {@link TransferUnit}. Engine thread only.
 *
 * <p>One report tells of all of them, that of the last one that asks for it [CPL-2]: were the word written for each,
 * the cache line it is in would go back and forth between the engine and who polls it.
 */
final class SmallCopies {

    /** The fewest copies for which the loop pays: for one alone, getting it under way takes longer than it saves. */
    static final int FEWEST = 2;
    /** The most copies of one run of tiny ones; they take about a microsecond, for which a report may wait. */
    static final int MOST = 32;
    /** The most bytes of a tiny copy. */
    private static final long TINY = 1 << 8;
    /** The most copies of one run of larger ones. */
    private static final int MOST_LARGER = 8;
    /** The most bytes of a copy for which a report may wait. */
    private static final long WAITED_FOR = 1 << 12;
    /** The most bytes of a copy that goes this way. */
    private static final long LARGEST = 1 << 16;
    private static final int NONE = -1;

    private final ChannelPort port;
    private final IotlbEntry source;
    private final IotlbEntry destination;
    private final long largest;
    private int reporting = NONE;
    private long following;
    private long each;

    /**
     * @param port        whose CHAN_CONTROL ends a run
     * @param source      the window that was read last
     * @param destination the window that was written last
     * @param maximum     transfer size in bytes
     */
    SmallCopies(ChannelPort port, IotlbEntry source, IotlbEntry destination, long maximum) {
        this.port = port;
        this.source = source;
        this.destination = destination;
        this.largest = Math.min(LARGEST, maximum);
    }

    /**
     * Does descriptors from one on, until one is not so simple.
     *
     * @param ring    the bytes they lie in
     * @param at      where the first one is
     * @param address of the first one
     * @param most    how many at most; they are submitted, lie in {@code ring}, and stay as they are until reported
     * @param control CHAN_CONTROL as last obeyed: nothing is begun after another command was given [XFR-2, XFR-7]
     * @return how many were done, 0 or more
     */
    int run(ByteBuffer ring, int at, long address, int most, long control) {
        reporting = NONE;
        if (!source.isOpen() || !destination.isOpen()) {
            return 0;
        }
        ByteBuffer from = source.bytes();
        long fromStart = source.start();
        long fromLength = source.length();
        ByteBuffer to = destination.bytes();
        long toStart = destination.start();
        long toLength = destination.length();
        int done = 0;
        try {
            each = ring.getInt(at + DescriptorLayout.TRANSFER_SIZE);
            boolean tiny = each <= TINY;
            int limit = tiny ? most : Math.min(most, MOST_LARGER);
            long bound = tiny ? Math.min(TINY, largest) : largest;
            while (done < limit && port.control() == control) {
                int descriptor = at + done * DescriptorLayout.SIZE;
                long sizeAndFlags = ring.getLong(descriptor + DescriptorLayout.TRANSFER_SIZE);
                long fromAt = ring.getLong(descriptor + DescriptorLayout.SOURCE_ADDRESS) - fromStart;
                long toAt = ring.getLong(descriptor + DescriptorLayout.DESTINATION_ADDRESS) - toStart;
                long link = ring.getLong(descriptor + DescriptorLayout.NEXT_DESCRIPTOR);
                long size = sizeAndFlags & 0xFFFF_FFFFL;
                int flags = (int) (sizeAndFlags >>> Integer.SIZE);
                long fromRoom = fromLength - size;
                long toRoom = toLength - size;
                // negative if any of them is; none can overflow unless another one is negative
                long fits = size - 1 | bound - size | fromAt | toAt | fromRoom | toRoom | fromRoom - fromAt
                        | toRoom - toAt;
                if (fits < 0 || (flags & ~STATUS_UPDATE_ON_COMPLETION) != 0
                        || size > WAITED_FOR && reporting != NONE) {
                    break;
                }
                to.put((int) toAt, from, (int) fromAt, (int) size);
                if (flags != 0) {
                    reporting = done;
                    if (size > WAITED_FOR) { // who gave one so long shall know at once
                        following = link;
                        return done + 1;
                    }
                }
                done++;
                following = link;
                if (link != address + (long) done * DescriptorLayout.SIZE) {
                    break;
                }
            }
        } catch (RuntimeException | InternalError failsAgain) {
            // The one that failed is next: it is tried the long way, and fails where that is dealt with.
        }
        return done;
    }

    /** {@return the link of the last one done; of a run that did one} */
    long following() {
        return following;
    }

    /** {@return how many bytes the first one of a run moves: what the others do, more or less; of a run that did one} */
    long bytesEach() {
        return each;
    }

    /** {@return which of the last run asked for the completion word, the last of them; -1 for none} */
    int reporting() {
        return reporting;
    }
}
