// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.netdma.core.ring.DescriptorRing;

/**
 * What all that happens to a channel apart from its data path works on.
 *
 * @param lock      held while the phase changes for a reason other than a submission, and while the engine is stopped
 * @param ring      its descriptors
 * @param gate      the phase
 * @param driver    the driver's part
 * @param opening   what its engine is told when it is armed
 * @param submitter of descriptors
 * @param copies    whose ends are stages
 * @param calls     of the client's listener
 * @param lost      tickets that resets have lost
 * @param hangs     that resets have ended
 * @param turns     of the channel among the others of its engine
 * @param name      for people
 * @param limit     longest time without progress [STO-4]
 */
record ChannelParts(ReentrantLock lock, DescriptorRing ring, SubmissionGate gate, DriverChannel driver,
        Opening opening, Submitter submitter, AsyncCopies copies, ListenerCalls calls, LostTickets lost, HangWatch hangs,
        TurnWatch turns, String name, Supplier<Duration> limit) {

    ChannelParts(DescriptorRing ring, SubmissionGate gate, DriverChannel driver, Opening opening,
            Submitter submitter, AsyncCopies copies, ListenerCalls calls, EngineHealth engine, String name,
            Supplier<Duration> limit) {
        this(new ReentrantLock(), ring, gate, driver, opening, submitter, copies, calls, new LostTickets(),
                new HangWatch(ring, engine.hangs()), new TurnWatch(ring, engine.turns()), name, limit);
    }

    /** {@return {@link #limit()} as it is now} */
    long limitMillis() {
        return limit.get().toMillis();
    }

    /** Waits until no submission is going on that began before the phase changed. {@return false after the limit} */
    boolean awaitOutside() {
        return gate.awaitOutside(limit.get().toNanos());
    }
}
