// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

/**
 * The events that the Plug and Play manager posts to Event Admin, where there is one. Each carries the properties that
 * {@link Device} names, as they are after the event, and those named here. Events of one device are posted in order.
 *
 * <p>The topic of a transition is {@link #TOPIC_PREFIX} and the name of the {@link DeviceState} that is reached, such as
 * {@code org/netdma/pnp/device/STARTED}. {@link DeviceState#PRESENT} is not told: a device has no name then.
 */
public final class DeviceEvents {

    /** What all topics begin with. */
    public static final String TOPIC_PREFIX = "org/netdma/pnp/device/";
    /** To subscribe to all of them. */
    public static final String ALL_TOPICS = TOPIC_PREFIX + "*";
    /** The topic of a problem that appears, changes or goes without a transition. */
    public static final String TOPIC_PROBLEM = TOPIC_PREFIX + "PROBLEM";
    /** The topic of a change of the power state. */
    public static final String TOPIC_POWER = TOPIC_PREFIX + "POWER";

    /** Event property: the name of the {@link DeviceState} before a transition, a String; otherwise the present one. */
    public static final String PREVIOUS_STATE = "org.netdma.device.previousState";
    /** Event property, as Event Admin defines it: when, in milliseconds since 1970, a Long. */
    public static final String TIMESTAMP = "timestamp";

    private DeviceEvents() {
    }

    /** {@return the topic of transitions to a state} */
    public static String topic(DeviceState reached) {
        return TOPIC_PREFIX + reached.name();
    }
}
