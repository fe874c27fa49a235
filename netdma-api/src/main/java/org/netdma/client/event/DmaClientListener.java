// SPDX-License-Identifier: Apache-2.0
package org.netdma.client.event;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of providers that come and go [CLI-1]. */
@ConsumerType
@FunctionalInterface
public interface DmaClientListener {

    /**
     * Called for each event, one at a time, in the order in which things happened, on the interface's notification
     * thread. For one provider the order is: registered, then any number of times arrival, channel arrival (which may
     * come again) and removal; between arrival and removal, power down and power up take turns. At power
     * up its channels take copies again.
     * A listener may allocate and close channels here, but must not wait long: other clients' events stand behind it.
     * What it throws is logged.
     *
     * @param event what happened
     */
    void notified(ClientEvent event);
}
