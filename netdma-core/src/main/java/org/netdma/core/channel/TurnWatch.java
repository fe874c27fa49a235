// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.core.ring.DescriptorRing;

/**
 * Distinguishes a channel that waits while a slow engine serves others from one that hangs [STO-4]: that the engine
 * serves others counts as progress of the channel, for as long as a fair engine may leave it waiting. It looks with the
 * lock of the channel held; any thread may ask for the progress.
 */
final class TurnWatch {

    private final DescriptorRing ring;
    private final EngineTurns turns;
    private boolean waits;
    private long slot;
    private long movedAt;
    private long servedBefore;
    /** What the engine had done for others when the channel was last waiting for its turn. */
    private volatile long servedMeanwhile;

    /** @param turns of the engine */
    TurnWatch(DescriptorRing ring, EngineTurns turns) {
        this.ring = ring;
        this.turns = turns;
    }

    /**
     * Looks how far the engine has got.
     *
     * @param now         in nanoseconds
     * @param outstanding whether copies are
     * @param limit       longest time without progress, in nanoseconds
     */
    void look(long now, boolean outstanding, long limit) {
        if (waits != outstanding) {
            waits = outstanding;
            turns.setWaiting(outstanding, ring.capacity());
            moved(now);
        }
        long before = slot;
        slot = ring.observeSlot();
        if (slot != before) {
            // arming moves on past what failed, which is no progress
            turns.serve(Math.max(0, slot - Math.max(before, ring.armedAfter())));
            moved(now);
        } else if (waits && turns.mayWait(now - movedAt, turns.served() - servedBefore, limit)) {
            servedMeanwhile = turns.served();
        }
    }

    private void moved(long now) {
        movedAt = now;
        servedBefore = turns.served();
    }

    /** {@return how far the channel has got: grows while the engine works for it, or for others before its turn} */
    long progress() {
        return ring.observeSlot() + servedMeanwhile;
    }

    /** The channel waits no more, whatever is outstanding. */
    void leave() {
        if (waits) {
            waits = false;
            turns.setWaiting(false, ring.capacity());
        }
    }
}
