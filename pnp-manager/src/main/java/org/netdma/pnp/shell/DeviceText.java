// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.util.LinkedHashMap;
import java.util.Map;

import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.ProblemCode;

/** How commands show devices. */
final class DeviceText {

    private DeviceText() {
    }

    /** {@return the problem as a person knows it, such as {@code 28 no driver}; a dash when there is none} */
    static String problem(DeviceInfo device) {
        ProblemCode problem = device.problem();
        return problem == ProblemCode.NONE ? "-" : problem.number() + " " + problem.text();
    }

    /** {@return the text, or a dash for an empty cell} */
    static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    /** {@return the fields of a device that has left the tree} */
    static Map<String, Object> gone(String instanceId) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("instanceId", instanceId);
        fields.put("state", DeviceState.NOT_PRESENT.name());
        return fields;
    }

    /** {@return the fields of a device for scripts; their names are stable} */
    static Map<String, Object> fields(DeviceInfo device) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("instanceId", device.instanceId());
        fields.put("parentId", device.parentId());
        fields.put("description", device.description());
        fields.put("deviceClass", device.deviceClass());
        fields.put("hardwareIds", device.hardwareIds());
        fields.put("compatibleIds", device.compatibleIds());
        fields.put("state", device.state().name());
        fields.put("powerState", device.powerState().name());
        fields.put("problem", device.problem().number());
        fields.put("problemName", device.problem() == ProblemCode.NONE ? "" : device.problem().text());
        fields.put("problemText", device.problemText());
        fields.put("driver", device.driver());
        fields.put("stack", device.stack());
        fields.put("resources", device.resources().resources().stream().map(Object::toString).toList());
        return fields;
    }
}
