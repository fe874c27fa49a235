// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import java.util.Optional;
import org.netdma.wdm.DeviceObject;

/**
 * Who is watched.
 *
 * @param name   the driver's, or the symbolic name of a client's bundle
 * @param device instance id of the driver's device; empty for a client
 */
public record Suspect(String name, String device) {

    /** {@return the driver that registers an engine with this PDO: its device object is on top of the stack [REG-1]} */
    public static Suspect driverOf(DeviceObject device) {
        DeviceObject top = device;
        for (Optional<DeviceObject> above = top.attachedDevice(); above.isPresent(); above = top.attachedDevice()) {
            top = above.get();
        }
        String name = top.driver() == null ? device.name() : top.driver().name();
        return new Suspect(name, device.instanceId());
    }

    /** {@return a client's bundle} */
    public static Suspect client(String bundle) {
        return new Suspect(bundle, "");
    }
}
