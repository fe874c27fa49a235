// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.netdma.client.ChannelInfo;
import org.netdma.core.memory.InFlightCopies;

/** All channels of all providers. Written under a channel's allocation and end, read without lock. */
public final class ChannelTable implements InFlightCopies {

    private final List<CoreChannel> channels = new CopyOnWriteArrayList<>();
    private volatile Runnable added = () -> { };

    /** Adds a channel, before its client has it. */
    public void add(CoreChannel channel) {
        channels.add(channel);
        added.run();
    }

    /** Removes a channel whose driver's channel is freed. */
    public void remove(CoreChannel channel) {
        channels.remove(channel);
    }

    @Override
    public long progressOn(long windowId) {
        long sum = NONE;
        for (CoreChannel channel : channels) {
            long progress = channel.progressOn(windowId);
            if (progress != NONE) {
                sum = sum == NONE ? progress : sum + progress;
            }
        }
        return sum;
    }

    /** {@return all channels, by provider and number} */
    public List<ChannelInfo> infos() {
        return channels.stream().map(CoreChannel::info)
                .sorted(Comparator.comparingLong(ChannelInfo::provider).thenComparingInt(ChannelInfo::number)).toList();
    }

    /** {@return whether there is none} */
    boolean isEmpty() {
        return channels.isEmpty();
    }

    /** Looks at every channel. {@return whether copies are outstanding in one} */
    boolean tick(long now) {
        boolean outstanding = false;
        for (CoreChannel channel : channels) {
            outstanding |= channel.tick(now);
        }
        return outstanding;
    }

    /** Says who wants to know that a channel was added. */
    void onAdd(Runnable action) {
        added = action;
    }
}
