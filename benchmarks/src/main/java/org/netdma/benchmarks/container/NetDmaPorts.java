// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.netdma.NetDmaException;
import org.netdma.benchmarks.copy.CopyPort;
import org.netdma.benchmarks.copy.Request;
import org.netdma.benchmarks.copy.Walk;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderState;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.PhysicalMemory;

/** The ways to use NetDMA that are compared. */
final class NetDmaPorts {

    private static final long PROVIDER_LIMIT = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);

    private final DmaClients clients;
    private final PhysicalMemory memory;

    NetDmaPorts(DmaClients clients, PhysicalMemory memory) {
        this.clients = clients;
        this.memory = memory;
    }

    /** Waits until a provider is started. */
    void awaitProvider() {
        long start = System.nanoTime();
        while (clients.providers().stream().noneMatch(provider -> provider.state() == ProviderState.STARTED)) {
            if (System.nanoTime() - start > PROVIDER_LIMIT) {
                throw new IllegalStateException("no provider started within 10 s: " + clients.providers());
            }
            LockSupport.parkNanos(LOOK_INTERVAL);
        }
    }

    CopyPort.Factory factory(String contender) {
        return switch (contender) {
            case "polled" -> this::polled;
            case "each" -> (walk, request) ->
                    new PolledPort(session(walk, request), ControlFlags.STATUS_UPDATE_ON_COMPLETION);
            case "future" -> (walk, request) -> new FuturePort(session(walk, request));
            case "callback" -> (walk, request) -> new CallbackPort(session(walk, request));
            default -> throw new IllegalArgumentException("expected polled, each, future or callback");
        };
    }

    /** Parameters of the request spread the copies over more channels or more regions. */
    private CopyPort polled(Walk walk, Request request) throws NetDmaException {
        int channels = (int) request.get("channels", 1);
        int regions = (int) request.get("regions", 0);
        if (regions > 0) {
            return new RegionsPort(session(walk, request), memory, walk, regions);
        }
        if (channels == 1) {
            return new PolledPort(session(walk, request), 0);
        }
        PolledPort[] ports = new PolledPort[channels];
        for (int i = 0; i < channels; i++) {
            ports[i] = new PolledPort(session(walk, request), 0);
        }
        return new ChannelsPort(ports);
    }

    /** A ring with room for the request's window; one entry of a ring stays empty. */
    private Session session(Walk walk, Request request) throws NetDmaException {
        int entries = Math.max(CopyPort.ENTRIES, Integer.highestOneBit((int) request.get("window", 0)) * 2);
        return Session.open(clients, memory, walk, ChannelRequest.DEFAULT.withRingCapacity(entries));
    }
}
