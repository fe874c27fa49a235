// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import org.netdma.client.event.ClientEvent;

/**
 * Takes what clients are told. A change that clients can see and its event are one step under this object's monitor,
 * so that a listener that comes later is told of everything once.
 */
@FunctionalInterface
public interface ProviderEvents {

    /** Tells all clients, later and on another thread, in the order of the calls. */
    void post(ClientEvent event);
}
