// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;

/** The channels of one thread: one of each started provider in turn, and not too many at once. */
final class Channels implements AutoCloseable {

    private static final int AT_ONCE = 16;
    private static final int RING = 64;

    /** A channel, and the device of its provider. */
    record Turn(long provider, String instanceId, DmaChannel channel) {
    }

    private final DmaClients clients;
    private final DmaClient client;
    private final Report report;
    private final Map<Long, DmaChannel> open = new LinkedHashMap<>();
    private int turn;

    Channels(DmaClients clients, DmaClient client, Report report) {
        this.clients = clients;
        this.client = client;
        this.report = report;
    }

    /** {@return a channel of the next provider; empty when there is none} */
    Optional<Turn> next() {
        open.values().removeIf(Channels::closeUnusable);
        List<ProviderInfo> started = clients.providers().stream()
                .filter(provider -> provider.state() == ProviderState.STARTED).toList();
        if (started.isEmpty()) {
            return Optional.empty();
        }
        ProviderInfo provider = started.get(Math.floorMod(turn++, started.size()));
        DmaChannel channel = open.get(provider.number());
        if (channel == null) {
            makeRoom();
            try {
                channel = client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(RING)
                        .withProvider(Long.toString(provider.number())));
                open.put(provider.number(), channel);
            } catch (NetDmaException e) {
                report.refused(e.status());
                return Optional.empty();
            }
        }
        return Optional.of(new Turn(provider.number(), provider.instanceId(), channel));
    }

    private static boolean closeUnusable(DmaChannel channel) {
        ChannelState state = channel.info().state();
        boolean usable = state == ChannelState.ARMED || state == ChannelState.ACTIVE
                || state == ChannelState.POWERED_DOWN;
        if (!usable) {
            channel.close();
        }
        return !usable;
    }

    private void makeRoom() {
        Iterator<DmaChannel> oldest = open.values().iterator();
        if (open.size() >= AT_ONCE) {
            oldest.next().close();
            oldest.remove();
        }
    }

    /** Gives a channel back that is not to be used again. */
    void drop(Turn used) {
        open.remove(used.provider());
        used.channel().close();
    }

    @Override
    public void close() {
        open.values().forEach(DmaChannel::close);
        open.clear();
    }
}
