// SPDX-License-Identifier: Apache-2.0
package org.netdma.client.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of providers that come and go, sleep and wake [CLI-1].
 *
 * <h2>What a client can rely on</h2>
 * Events come one at a time, on the interface's notification thread, in the order in which things happened, the same
 * for all clients; a client that registers late is told first of what it would have to know. For one provider they are,
 * in this order, where {@code *} means any number of times and {@code ?} at most once:
 * <pre>
 *   ProviderRegistered                          registered; takes no requests yet
 *   (  ProviderArrival                          started
 *      ChannelArrival ?                         its channels can be allocated; a late client may find none free
 *      (  ChannelArrival                        one was given back when none was free
 *       | ProviderPowerDown                     takes nothing until power up
 *         (  ProviderPowerUp                    its channels take copies again
 *            ChannelArrival ?                   some can be allocated
 *         ) ?                                   not when it is removed while powered down
 *      ) *
 *      ProviderRemoval                          stops: its channels are taken back
 *   ) *
 * </pre>
 * <ul>
 * <li>Power down and removal are told before outstanding copies are waited for: these can still be polled and awaited
 * [CLI-2].</li>
 * <li>Power up is told after all channels of the provider were initialized [PWR-2].</li>
 * <li>An event may be told later than it happened, when the next one has happened already: what a client then tries is
 * refused with a status that says so. {@link ClientEvent#provider()} is the provider as it was at that moment.</li>
 * <li>The end of a registration is not told: it comes after the removal.</li>
 * </ul>
 */
@ConsumerType
@FunctionalInterface
public interface DmaClientListener {

    /**
     * Called for each event. A listener may allocate and close channels here, but must not wait long: other clients'
     * events stand behind it. What it throws is logged.
     *
     * @param event what happened
     */
    void notified(ClientEvent event);
}
