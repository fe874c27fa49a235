// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.settings;

import java.time.Duration;

/**
 * What a person can configure of the interface. Values out of range are brought to the nearest legal one.
 *
 * @param transferTimeout   a channel whose copies make no progress for so long is reset or aborted [STO-4]
 * @param regionCloseLimit  how long closing a region waits for copies in flight that make no progress
 * @param messageInterrupts whether the machine has MSI-X, so that affinities are set inside registration [REG-6]
 * @param processorCount    CPUs that completions are spread over, 1 to {@value #MAXIMUM_PROCESSORS}; 0 or less for as
 *                          many as the JVM sees
 * @param driverCallLimit   how long a driver may take to stop, free, suspend or resume a channel before it is waited
 *                          for no longer [STO-4]
 */
public record Settings(Duration transferTimeout, Duration regionCloseLimit, boolean messageInterrupts,
        int processorCount, Duration driverCallLimit) {

    /** Processors of a whole group: the bits of an affinity mask. */
    public static final int GROUP_SIZE = 64;
    /** The most processors: 32 groups of them. */
    public static final int MAXIMUM_PROCESSORS = 32 * GROUP_SIZE;

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration USUAL_CALL = Duration.ofSeconds(3);

    /** What holds when nothing is configured. */
    public static final Settings DEFAULT = new Settings(Duration.ofSeconds(10), Duration.ofSeconds(5), true, 0);

    public Settings {
        transferTimeout = atLeast(transferTimeout);
        regionCloseLimit = atLeast(regionCloseLimit);
        driverCallLimit = atLeast(driverCallLimit);
        int wanted = processorCount > 0 ? processorCount : Runtime.getRuntime().availableProcessors();
        processorCount = Math.min(wanted, MAXIMUM_PROCESSORS);
    }

    /** With the usual limit for calls of a driver. */
    public Settings(Duration transferTimeout, Duration regionCloseLimit, boolean messageInterrupts,
            int processorCount) {
        this(transferTimeout, regionCloseLimit, messageInterrupts, processorCount, USUAL_CALL);
    }

    /** {@return how many processor groups there are; all are whole but the last, perhaps} */
    public int groupCount() {
        return (processorCount + GROUP_SIZE - 1) / GROUP_SIZE;
    }

    /** {@return the mask of all processors of a group; 0 when there is no such group} */
    public long processorMask(int group) {
        if (group < 0 || group >= groupCount()) {
            return 0;
        }
        return -1L >>> GROUP_SIZE - Math.min(GROUP_SIZE, processorCount - group * GROUP_SIZE);
    }

    private static Duration atLeast(Duration wanted) {
        return wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
    }
}
