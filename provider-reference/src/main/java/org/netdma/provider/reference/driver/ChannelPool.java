// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.List;
import java.util.OptionalInt;

/** Which channels of an engine are free. Any thread. */
final class ChannelPool {

    private final long[] interruptTargets;
    private final long all;
    private long free;

    /**
     * @param interruptTargets for each channel the CPUs that its interrupt goes to, as a mask; 0 when they share a line
     */
    ChannelPool(List<Long> interruptTargets) {
        this.interruptTargets = interruptTargets.stream().mapToLong(Long::longValue).toArray();
        this.all = -1L >>> (Long.SIZE - interruptTargets.size());
        this.free = all;
    }

    /**
     * Takes a channel: one whose interrupt goes to a CPU of the mask, if there is one, else any [CHN-2].
     *
     * @param group        processor group of the mask
     * @param affinityMask bit n = CPU 64 * group + n
     * @return its number; empty when all are taken
     */
    synchronized OptionalInt take(int group, long affinityMask) {
        if (free == 0) {
            return OptionalInt.empty();
        }
        int chosen = Long.numberOfTrailingZeros(free);
        for (long left = free; left != 0; left &= left - 1) {
            int channel = Long.numberOfTrailingZeros(left);
            if (matching(channel, group, affinityMask) != 0) {
                chosen = channel;
                break;
            }
        }
        free &= ~(1L << chosen);
        return OptionalInt.of(chosen);
    }

    /** Takes a channel back. */
    synchronized void give(int channel) {
        free |= 1L << channel;
    }

    /** {@return the channels that are taken: bit n = channel n} */
    synchronized long taken() {
        return ~free & all;
    }

    /**
     * {@return the CPU of the mask that a channel's DPC goes to: the one its interrupt goes to, if possible [CHN-2]}
     */
    int cpu(int channel, int group, long affinityMask) {
        long both = matching(channel, group, affinityMask);
        return group * Long.SIZE + Long.numberOfTrailingZeros(both != 0 ? both : affinityMask);
    }

    /** {@return the CPUs of the mask that the channel's interrupt goes to; it goes to the first group only} */
    private long matching(int channel, int group, long affinityMask) {
        return group == 0 ? interruptTargets[channel] & affinityMask : 0;
    }
}
