// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

import java.util.List;
import org.netdma.NetDmaException;
import org.netdma.client.event.DmaClientListener;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service that clients register with. Each bundle gets its own view: clients that it leaves registered are closed,
 * with their channels, when it stops using the service. Callable from any thread.
 *
 * <p>A copy in a few lines:
 * <pre>{@code
 * try (DmaClient client = clients.register("example");
 *         DmaChannel channel = client.allocateChannel();
 *         MemoryRegion source = memory.allocate(1 << 20);
 *         MemoryRegion destination = memory.allocate(1 << 20)) {
 *     channel.copy(source, 0, destination, 0, source.size());
 * }
 * }</pre>
 */
@ProviderType
public interface DmaClients {

    /**
     * Registers a client that wants no notifications.
     *
     * @param name for people, not empty
     * @return the client, to be closed by the caller
     * @throws NetDmaException INVALID_PARAMETER for an empty name
     */
    DmaClient register(String name) throws NetDmaException;

    /**
     * Registers a client. It is told at once of the providers that are there already, in the order of their
     * registration.
     *
     * @param name     for people, not empty
     * @param listener told of providers that come and go [CLI-1]
     * @return the client, to be closed by the caller
     * @throws NetDmaException INVALID_PARAMETER for an empty name
     */
    DmaClient register(String name, DmaClientListener listener) throws NetDmaException;

    /** {@return all registered providers, in the order of their registration} */
    List<ProviderInfo> providers();

    /** {@return all allocated channels of all clients, by provider and channel number} */
    List<ChannelInfo> channels();
}
