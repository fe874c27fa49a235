// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.netdma.core.channel.CoreChannel;

/** Which of a provider's channels are taken [CHN-1]. Written under the lock of its owner. */
final class ChannelSlots {

    private final BitSet taken = new BitSet();
    private final List<CoreChannel> channels = new CopyOnWriteArrayList<>();

    /** {@return the lowest free number, now taken; -1 when all of {@code count} are} */
    int take(int count) {
        int number = taken.nextClearBit(0);
        if (number >= count) {
            return -1;
        }
        taken.set(number);
        return number;
    }

    /** Gives a number back. */
    void free(int number) {
        taken.clear(number);
    }

    int inUse() {
        return taken.cardinality();
    }

    void add(CoreChannel channel) {
        channels.add(channel);
    }

    void remove(CoreChannel channel) {
        channels.remove(channel);
    }

    /** {@return the channels as they are now} */
    List<CoreChannel> all() {
        return List.copyOf(channels);
    }
}
