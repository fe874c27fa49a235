// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.client;

import java.lang.System.Logger;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.core.channel.CoreChannel;
import org.netdma.core.driver.ThrownLog;
import org.netdma.core.registry.ProviderRegistry;
import org.netdma.core.settings.Settings;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.verifier.VerifierRule;

/** A registered client and its channels. */
final class CoreClient implements DmaClient {

    private static final Logger LOG = System.getLogger(CoreClient.class.getName());

    private final String name;
    private final BundleClients owner;
    private final ProviderRegistry providers;
    private final Set<CoreChannel> channels = ConcurrentHashMap.newKeySet();
    private volatile Notifications.Subscription subscription;
    private volatile boolean closed;

    CoreClient(String name, BundleClients owner, ProviderRegistry providers) {
        this.name = name;
        this.owner = owner;
        this.providers = providers;
    }

    void subscribed(Notifications.Subscription to) {
        subscription = to;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DmaChannel allocateChannel() throws NetDmaException {
        return allocateChannel(ChannelRequest.DEFAULT);
    }

    @Override
    public DmaChannel allocateChannel(ChannelRequest request) throws NetDmaException {
        return allocate(request, null);
    }

    @Override
    public DmaChannel allocateChannel(ChannelRequest request, CompletionListener listener) throws NetDmaException {
        require(listener != null, "the listener is null: leave it out when nobody is to be told of interrupts");
        return allocate(request, listener);
    }

    private DmaChannel allocate(ChannelRequest request, CompletionListener listener) throws NetDmaException {
        requireOpen();
        check(request);
        CoreChannel channel = providers.allocate(request, name, channels::remove);
        DmaChannel given = owner.watched().open(channel, listener, () -> closed);
        channels.add(channel);
        if (closed) { // after the add: either close saw the channel, or this sees closed
            channel.close();
        }
        if (channel.isOver()) { // after the add, too: its provider stopped meanwhile
            channels.remove(channel);
        }
        requireOpen();
        return given;
    }

    private void requireOpen() throws NetDmaException {
        if (closed) {
            throw new NetDmaException(NtStatus.INVALID_HANDLE, "REG-4",
                    "client %s is closed: register a new one".formatted(name));
        }
    }

    private void check(ChannelRequest request) throws NetDmaException {
        require(request != null && request.provider() != null,
                "the request or its provider is null: use ChannelRequest.DEFAULT");
        int ring = request.ringCapacity();
        require(ring >= ChannelRequest.MINIMUM_RING_CAPACITY && ring <= ChannelRequest.MAXIMUM_RING_CAPACITY
                && Integer.bitCount(ring) == 1, "a ring of %d descriptors is not possible: a power of two from %d to %d"
                        .formatted(ring, ChannelRequest.MINIMUM_RING_CAPACITY, ChannelRequest.MAXIMUM_RING_CAPACITY));
        if (request.priority() < 0) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "CHN-5",
                    "priority %d is not possible: 0 is normal, higher is more urgent".formatted(request.priority()));
        }
        Settings settings = owner.settings();
        long there = settings.processorMask(request.group());
        require(there != 0, "there is no processor group %d: groups of 64 CPUs from 0 to %d"
                .formatted(request.group(), settings.groupCount() - 1));
        require((request.affinityMask() & ~there) == 0,
                "affinity mask 0x%X names a CPU that is not there: those of group %d are 0x%X; 0 means any of them"
                        .formatted(request.affinityMask(), request.group(), there));
    }

    private static void require(boolean met, String message) throws NetDmaException {
        if (!met) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "CHN-2", message);
        }
    }

    /** Reports the channels that its bundle left open. */
    void reportOpenChannels() {
        int open = channels.size();
        if (open > 0) {
            owner.watched().watched().report(VerifierRule.CHANNEL_LEAKED, "release of DmaClients",
                    "client %s was left open with %d channels".formatted(name, open));
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        Notifications.Subscription events = subscription;
        if (events != null) {
            events.close();
        }
        List.copyOf(channels).forEach(CoreClient::close);
        owner.forget(this);
    }

    /** Closes one of several: whatever it throws, the others are closed. */
    private static void close(CoreChannel channel) {
        try {
            channel.close();
        } catch (RuntimeException | Error e) {
            ThrownLog.error(LOG, "closing " + channel + " failed on the way; it is over [MEM-13]", e);
        }
    }
}
