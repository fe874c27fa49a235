// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.client.Refusal;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.core.scatter.ScatterGatherPacking;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.ScatterGatherList;

/** Writes copies between lists of pieces, all of a copy or nothing [XFR-12]. For the submitter. */
final class GatherWriter {

    /** What is asked for once, when all of the copy is done. A fence is not: it holds for one descriptor's writes. */
    private static final int LAST_ONLY =
            ControlFlags.STATUS_UPDATE_ON_COMPLETION | ControlFlags.INTERRUPT_ON_COMPLETION;

    private final DescriptorRing ring;
    private final TransferLimits limits;
    private final ScatterGatherPacking packing;

    GatherWriter(DescriptorRing ring, TransferLimits limits) {
        this.ring = ring;
        this.limits = limits;
        packing = new ScatterGatherPacking(limits.pageBreaks(), limits.maximumTransfer());
    }

    /** {@return the ticket of the last descriptor, or the code of a refusal; then nothing was written} */
    long enqueue(ScatterGatherList source, ScatterGatherList destination, int flags) {
        long refusal = limits.check(source, destination);
        if (refusal != 0) {
            return refusal;
        }
        packing.begin(source, destination);
        int count = countUpTo(ring.free());
        if (count > 0) {
            packing.begin(source, destination);
            write(count, flags);
        }
        if (count > 1) {
            ring.gathered().add(ring.tail() - count + 1, ring.tail());
        }
        packing.end();
        return count > 0 ? ring.tail() : Refusal.RING_FULL.code();
    }

    /** {@return how many descriptors it takes; 0 when there is no room for so many} */
    private int countUpTo(int room) {
        int count = 0;
        while (packing.next()) {
            if (++count > room) {
                return 0;
            }
        }
        return count;
    }

    private void write(int count, int flags) {
        for (int left = count; left > 0 && packing.next(); left--) {
            int breaks = packing.flags();
            ring.write(packing.length(), breaks | (left > 1 ? flags & ~LAST_ONLY : flags), packing.source().address(),
                    packing.destination().address(), packing.source().windows(), packing.destination().windows());
            if (breaks != 0) {
                ring.breakPages(packing.source().nextPage(), packing.destination().nextPage());
            }
        }
    }
}
