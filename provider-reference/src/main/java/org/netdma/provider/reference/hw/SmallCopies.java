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

    /** The most copies of one run: a report waits for the seven behind it at most, which takes about a microsecond. */
    static final int MOST = 8;
    /** The most bytes of a small copy. */
    private static final long SMALL = 1 << 12;
    private static final int NONE = -1;

    private final ChannelPort port;
    private final IotlbEntry source;
    private final IotlbEntry destination;
    private final long largest;
    private int reporting = NONE;

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
        this.largest = Math.min(SMALL, maximum);
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
            while (done < most && port.control() == control) {
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
                long fits = size - 1 | largest - size | fromAt | toAt | fromRoom | toRoom | fromRoom - fromAt
                        | toRoom - toAt;
                if (fits < 0 || (flags & ~STATUS_UPDATE_ON_COMPLETION) != 0) {
                    break;
                }
                to.put((int) toAt, from, (int) fromAt, (int) size);
                if (flags != 0) {
                    reporting = done;
                }
                done++;
                if (link != address + (long) done * DescriptorLayout.SIZE) {
                    break;
                }
            }
        } catch (RuntimeException | InternalError failsAgain) {
            return done; // the one that failed is next: it is tried the long way, and fails where that is dealt with
        }
        return done;
    }

    /** {@return which of the last run asked for the completion word, the last of them; -1 for none} */
    int reporting() {
        return reporting;
    }
}
