// SPDX-License-Identifier: Apache-2.0
package org.netdma.client.event;

import org.netdma.client.ProviderInfo;

/** What a client is told [CLI-1]. */
public sealed interface ClientEvent {

    /** {@return the provider it is about, as it was when it happened} */
    ProviderInfo provider();

    /**
     * A provider was registered; it takes no requests yet.
     *
     * @param provider as registered
     */
    record ProviderRegistered(ProviderInfo provider) implements ClientEvent {
    }

    /**
     * A provider was started.
     *
     * @param provider as started
     */
    record ProviderArrival(ProviderInfo provider) implements ClientEvent {
    }

    /**
     * Channels can be allocated: all of a started provider's, or one that was given back when none was free.
     *
     * @param provider that has them
     */
    record ChannelArrival(ProviderInfo provider) implements ClientEvent {
    }

    /**
     * A provider goes to low power: it takes no copies, its channels stay allocated [PWR-1]. Those outstanding still
     * complete.
     *
     * @param provider as it was
     */
    record ProviderPowerDown(ProviderInfo provider) implements ClientEvent {
    }

    /**
     * A provider works again, and so do its channels [PWR-2].
     *
     * @param provider as started
     */
    record ProviderPowerUp(ProviderInfo provider) implements ClientEvent {
    }

    /**
     * A provider stopped, or is about to: its channels are being taken back.
     *
     * @param provider as it was
     */
    record ProviderRemoval(ProviderInfo provider) implements ClientEvent {
    }
}
