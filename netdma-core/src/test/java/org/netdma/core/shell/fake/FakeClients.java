// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelInfo;
import org.netdma.client.ChannelRequest;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.client.event.DmaClientListener;
import org.netdma.provider.ProviderFlag;
import org.netdma.wdm.NtStatus;

/** An interface with providers as the test says, and channels that copy on the thread that polls them. */
public final class FakeClients implements DmaClients {

    /** What is registered. */
    public final List<ProviderInfo> providers = new ArrayList<>();
    /** Channels that are open now. */
    public final List<FakeChannel> channels = new ArrayList<>();
    /** Clients that are open now. */
    public final List<DmaClient> clients = new ArrayList<>();
    /** The request for the last channel. */
    public ChannelRequest lastRequest;
    /** What the next channels' engine grants at most. */
    public int highestPriority = 3;
    /** Entries of the next channels' rings. */
    public int ringCapacity = 8;
    /** Of the next channels, in bytes. */
    public long maximumTransferSize = 4096;
    /** The first ticket that the next channels never complete. */
    public long hangsAt = Long.MAX_VALUE;
    /** What the next channels' engine is like. */
    public FakeEngine engine = FakeEngine.COPIES;

    /** Registers a started provider with 4 channels. */
    public void addProvider(long number, String name, String instanceId) {
        addProvider(number, name, instanceId, ProviderState.STARTED);
    }

    /** Registers a provider with 4 channels, in some state. */
    public void addProvider(long number, String name, String instanceId, ProviderState state) {
        boolean started = state == ProviderState.STARTED || state == ProviderState.POWERED_DOWN;
        providers.add(new ProviderInfo(number, name, instanceId, NetDmaVersion.V2_0, state,
                Set.of(ProviderFlag.DCA_SUPPORTED), 4, started ? 4 : 0, 0, started ? 1L << 20 : 0,
                started ? -1L : 0, started ? 0x8086 : 0, started ? "1.0" : ""));
    }

    @Override
    public DmaClient register(String name) {
        FakeClient client = new FakeClient(name);
        clients.add(client);
        return client;
    }

    @Override
    public DmaClient register(String name, DmaClientListener listener) {
        return register(name);
    }

    @Override
    public List<ProviderInfo> providers() {
        return List.copyOf(providers);
    }

    @Override
    public List<ChannelInfo> channels() {
        return channels.stream().map(DmaChannel::info).toList();
    }

    private final class FakeClient implements DmaClient {

        private final String name;

        FakeClient(String name) {
            this.name = name;
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
            lastRequest = request;
            if (channels.size() == 4) {
                throw new NetDmaException(NtStatus.INSUFFICIENT_RESOURCES, "CHN-1",
                        "no channel is free: close one");
            }
            FakeChannel channel = new FakeChannel(FakeClients.this, name, channels.size(), request.priority());
            channels.add(channel);
            return channel;
        }

        @Override
        public DmaChannel allocateChannel(ChannelRequest request, CompletionListener listener) throws NetDmaException {
            return allocateChannel(request);
        }

        @Override
        public void close() {
            clients.remove(this);
        }
    }
}
