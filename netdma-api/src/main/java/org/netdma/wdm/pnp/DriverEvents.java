// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import org.netdma.wdm.pnp.DriverInfo.LoadState;

/**
 * The events that the Plug and Play manager posts to Event Admin, where there is one, when a driver package changes its
 * load state, or the reason for it. Events of one driver are posted in order.
 *
 * <p>The topic is {@link #TOPIC_PREFIX} and the name of the {@link LoadState} that is reached, such as
 * {@code org/netdma/pnp/driver/LOADED}; or {@link #TOPIC_GONE}, with the driver as it was last.
 */
public final class DriverEvents {

    /** What all topics begin with. */
    public static final String TOPIC_PREFIX = "org/netdma/pnp/driver/";
    /** To subscribe to all of them. */
    public static final String ALL_TOPICS = TOPIC_PREFIX + "*";
    /**
     * The topic of a driver whose bundle is uninstalled, or whose service is gone without a bundle to come back from.
     */
    public static final String TOPIC_GONE = TOPIC_PREFIX + "GONE";

    /** Event property: the driver's name, a String; the bundle's symbolic name for a bundle that is no driver. */
    public static final String NAME = "org.netdma.driver.name";
    /** Event property: the bundle's version, a String. */
    public static final String VERSION = "org.netdma.driver.version";
    /** Event property: the bundle that carries it, a Long. */
    public static final String BUNDLE_ID = "org.netdma.driver.bundleId";
    /** Event property: the hardware ids that it serves, a String[]. */
    public static final String HARDWARE_IDS = "org.netdma.driver.hardwareIds";
    /** Event property: the name of the {@link LoadState}, a String. */
    public static final String STATE = "org.netdma.driver.state";
    /** Event property: the name of the {@link LoadState} before, a String; empty for a driver that is new. */
    public static final String PREVIOUS_STATE = "org.netdma.driver.previousState";
    /** Event property: why it is not loaded, a String; empty when nothing is wrong. */
    public static final String DETAIL = "org.netdma.driver.detail";
    /** Event property, as Event Admin defines it: when, in milliseconds since 1970, a Long. */
    public static final String TIMESTAMP = "timestamp";

    private DriverEvents() {
    }

    /** {@return the topic of drivers that reach a state} */
    public static String topic(LoadState reached) {
        return TOPIC_PREFIX + reached.name();
    }
}
