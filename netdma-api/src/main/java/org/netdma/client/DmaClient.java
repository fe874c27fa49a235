// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

import org.netdma.NetDmaException;
import org.osgi.annotation.versioning.ProviderType;

/** A registered client. Callable from any thread. */
@ProviderType
public interface DmaClient extends AutoCloseable {

    /** {@return the name it registered with} */
    String name();

    /**
     * Allocates a channel with all defaults.
     *
     * @return an open channel of the client's own, to be closed by it
     * @throws NetDmaException as {@link #allocateChannel(ChannelRequest)}
     */
    DmaChannel allocateChannel() throws NetDmaException;

    /**
     * Allocates a channel [CHN-1] of the provider asked for, else of the started provider that has the most free ones.
     *
     * @param request what the channel shall be like
     * @return an open channel of the client's own, to be closed by it
     * @throws NetDmaException DEVICE_NOT_READY when no provider is started, or the one asked for is not; NOT_FOUND when
     *                         the provider asked for is not registered; INSUFFICIENT_RESOURCES when no channel is free;
     *                         DEVICE_POWERED_OFF while the provider is in low power; DEVICE_REMOVED when it stops
     *                         while it allocates the channel;
     *                         INVALID_PARAMETER for a request out of range; INVALID_HANDLE when the client is closed;
     *                         else what the driver returned
     */
    DmaChannel allocateChannel(ChannelRequest request) throws NetDmaException;

    /**
     * Allocates a channel whose interrupts a listener is told of.
     *
     * @param request  what the channel shall be like
     * @param listener told of each interrupt of a descriptor that was enqueued with INTERRUPT_ON_COMPLETION
     * @return an open channel of the client's own, to be closed by it
     * @throws NetDmaException as {@link #allocateChannel(ChannelRequest)}
     */
    DmaChannel allocateChannel(ChannelRequest request, CompletionListener listener) throws NetDmaException;

    /** Closes the client and all its channels, as {@link DmaChannel#close()} does. Closing twice does nothing. */
    @Override
    void close();
}
