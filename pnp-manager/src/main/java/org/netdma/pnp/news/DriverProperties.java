// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.news;

import java.util.HashMap;
import java.util.Map;

import org.netdma.pnp.driver.DriverChange;
import org.netdma.wdm.pnp.DriverEvents;
import org.netdma.wdm.pnp.DriverInfo;

/** The properties of events of drivers, as netdma-api documents them. */
public final class DriverProperties {

    private DriverProperties() {
    }

    /** {@return the event properties of a change} */
    public static Map<String, Object> of(DriverChange change) {
        DriverInfo driver = change.driver();
        Map<String, Object> properties = new HashMap<>();
        properties.put(DriverEvents.NAME, driver.name());
        properties.put(DriverEvents.VERSION, driver.version());
        properties.put(DriverEvents.BUNDLE_ID, driver.bundleId());
        properties.put(DriverEvents.HARDWARE_IDS, driver.hardwareIds().toArray(String[]::new));
        properties.put(DriverEvents.STATE, driver.state().name());
        properties.put(DriverEvents.PREVIOUS_STATE, change.before().map(Enum::name).orElse(""));
        properties.put(DriverEvents.DETAIL, driver.detail());
        properties.put(DriverEvents.TIMESTAMP, System.currentTimeMillis());
        return properties;
    }

    /** {@return the topic of the event of a change} */
    public static String topic(DriverChange change) {
        return change.gone() ? DriverEvents.TOPIC_GONE : DriverEvents.topic(change.driver().state());
    }
}
