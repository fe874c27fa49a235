// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.provider.reference.hw.RegisterMap.HIGHEST_PRIORITY;

/**
 * Which channels are due for a turn when some are more urgent than others. Time is cut into slots, {@value #COUNT} of
 * them in a round. A channel of priority p is due in 2^p slots of a round, at equal distances: the highest in each, a
 * normal one in one. So a busy channel has its share whatever the others do, and none starves. Channels of the same
 * priority are spread over the slots by their numbers, so that an urgent channel waits for few turns of others, not
 * for one of each.
 *
 * <pre>
 *                  slot  0   1   2   3   4   5   6   7
 *   priority 3           n   n   n   n   n   n   n   n
 *   priority 2           0   1   0   1   0   1   0   1    n mod 2
 *   priority 1           0   1   2   3   0   1   2   3    n mod 4
 *   priority 0           0   1   2   3   4   5   6   7    n mod 8
 * </pre>
 */
final class TurnSlots {

    /** Slots of a round. */
    static final int COUNT = 1 << HIGHEST_PRIORITY;

    /** By priority, the channels that are due in the first slot: bit n = channel n. */
    private static final long[] FIRST = {0x0101_0101_0101_0101L, 0x1111_1111_1111_1111L, 0x5555_5555_5555_5555L, -1L};

    private TurnSlots() {
    }

    /** {@return the channels that are due in a slot if they have this priority: bit n = channel n} */
    static long due(int slot, int priority) {
        int distance = COUNT >> priority;
        return FIRST[priority] << (slot & distance - 1);
    }
}
