// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.news;

import java.util.HashMap;
import java.util.Map;

import org.netdma.pnp.device.DeviceChange;
import org.netdma.wdm.pnp.Device;
import org.netdma.wdm.pnp.DeviceEvents;
import org.netdma.wdm.pnp.DeviceInfo;

/** The properties of device services and events, as netdma-api documents them. */
public final class DeviceProperties {

    private DeviceProperties() {
    }

    /** {@return the service properties of a device} */
    public static Map<String, Object> of(DeviceInfo device) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(Device.INSTANCE_ID, device.instanceId());
        properties.put(Device.PARENT_ID, device.parentId());
        properties.put(Device.DESCRIPTION, device.description());
        properties.put(Device.DEVICE_CLASS, device.deviceClass());
        properties.put(Device.HARDWARE_IDS, device.hardwareIds().toArray(String[]::new));
        properties.put(Device.COMPATIBLE_IDS, device.compatibleIds().toArray(String[]::new));
        properties.put(Device.STATE, device.state().name());
        properties.put(Device.PROBLEM, device.problem().number());
        properties.put(Device.PROBLEM_TEXT, device.problemText());
        properties.put(Device.DRIVER, device.driver());
        properties.put(Device.POWER_STATE, device.powerState().name());
        return properties;
    }

    /** {@return the event properties of a change} */
    public static Map<String, Object> of(DeviceChange change) {
        Map<String, Object> properties = of(change.device());
        properties.put(DeviceEvents.PREVIOUS_STATE, change.before().name());
        properties.put(DeviceEvents.TIMESTAMP, System.currentTimeMillis());
        return properties;
    }

    /** {@return the topic of the event of a change} */
    public static String topic(DeviceChange change) {
        return switch (change.what()) {
            case STATE -> DeviceEvents.topic(change.device().state());
            case PROBLEM -> DeviceEvents.TOPIC_PROBLEM;
            case POWER -> DeviceEvents.TOPIC_POWER;
        };
    }
}
