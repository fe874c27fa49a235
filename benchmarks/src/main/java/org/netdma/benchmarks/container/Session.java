// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import org.netdma.NetDmaException;
import org.netdma.benchmarks.copy.Walk;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/** A client with a channel, and the walk's memory as regions. */
record Session(DmaClient client, DmaChannel channel, MemoryRegion source, MemoryRegion destination) {

    static Session open(DmaClients clients, PhysicalMemory memory, Walk walk, ChannelRequest request)
            throws NetDmaException {
        DmaClient client = clients.register("benchmarks");
        return new Session(client, client.allocateChannel(request), memory.wrap(walk.source()),
                memory.wrap(walk.destination()));
    }

    void close() {
        client.close();
        try {
            source.close();
            destination.close();
        } catch (NetDmaException e) {
            throw new IllegalStateException("a copy is still in flight", e);
        }
    }
}
