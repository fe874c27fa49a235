// SPDX-License-Identifier: Apache-2.0
package org.netdma.client.managed;

import java.time.Duration;

/**
 * What a managed copier does when engines fail or are not there. Values are checked by {@link ManagedCopies#open}.
 *
 * @param whenNoEngine        what to do when no engine is there, when all attempts of a copy failed, or when engines
 *                            fail again and again and do nothing in between
 * @param waitLimit           how long {@link WhenNoEngine#WAIT} waits, and {@link ManagedCopier#close()} too; 1 ms to
 *                            1 day
 * @param attempts            how often a copy may fail in an engine before the copier gives up on engines for it, 1 to
 *                            100. A copy fails when the engine stops at it; what stood behind it did not fail, and is
 *                            given to an engine again
 * @param inlineBelow         lengths below this are copied at once by the caller, 0 or more; {@link #MEASURED} to find
 *                            out when the copier is opened
 * @param channelsPerProvider how many channels to use of each provider, 1 to 64; fewer when it has fewer
 * @param maximumPending      how many copies may be pending at once, 1 or more
 */
public record CopierPolicy(WhenNoEngine whenNoEngine, Duration waitLimit, int attempts, long inlineBelow,
        int channelsPerProvider, int maximumPending) {

    /** Measure from which length on an engine frees the calling thread. */
    public static final long MEASURED = -1;

    /** Falls back to the CPU after three attempts; the threshold is measured. */
    public static final CopierPolicy DEFAULT =
            new CopierPolicy(WhenNoEngine.FALL_BACK, Duration.ofSeconds(10), 3, MEASURED, 2, 65_536);

    /** {@return this policy, with another way to go on without engines} */
    public CopierPolicy with(WhenNoEngine choice) {
        return new CopierPolicy(choice, waitLimit, attempts, inlineBelow, channelsPerProvider, maximumPending);
    }

    /** {@return this policy, with another limit for waits} */
    public CopierPolicy withWaitLimit(Duration limit) {
        return new CopierPolicy(whenNoEngine, limit, attempts, inlineBelow, channelsPerProvider, maximumPending);
    }

    /** {@return this policy, with a fixed inline threshold} */
    public CopierPolicy withInlineBelow(long bytes) {
        return new CopierPolicy(whenNoEngine, waitLimit, attempts, bytes, channelsPerProvider, maximumPending);
    }

    /** {@return this policy, with another number of attempts} */
    public CopierPolicy withAttempts(int number) {
        return new CopierPolicy(whenNoEngine, waitLimit, number, inlineBelow, channelsPerProvider, maximumPending);
    }

    /** {@return this policy, with another number of pending copies} */
    public CopierPolicy withMaximumPending(int copies) {
        return new CopierPolicy(whenNoEngine, waitLimit, attempts, inlineBelow, channelsPerProvider, copies);
    }
}
