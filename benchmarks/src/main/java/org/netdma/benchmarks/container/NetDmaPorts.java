// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.netdma.NetDmaException;
import org.netdma.benchmarks.copy.CopyPort;
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
            case "polled" -> walk -> new PolledPort(session(walk), 0);
            case "each" -> walk -> new PolledPort(session(walk), ControlFlags.STATUS_UPDATE_ON_COMPLETION);
            case "future" -> walk -> new FuturePort(session(walk));
            case "callback" -> walk -> new CallbackPort(session(walk));
            default -> throw new IllegalArgumentException("expected polled, each, future or callback");
        };
    }

    private Session session(Walk walk) throws NetDmaException {
        return Session.open(clients, memory, walk, ChannelRequest.DEFAULT);
    }
}
