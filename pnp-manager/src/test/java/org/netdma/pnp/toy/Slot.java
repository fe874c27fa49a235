// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.List;
import java.util.Map;

import org.netdma.wdm.pci.PciDevice;

/** A device of the virtual PCI bus for toy drivers. */
public final class Slot {

    /** A device that toy drivers serve. */
    public static final PciDevice DEVICE = PciDevice.of(0x1234, 0x0D3A);
    /** Its hardware id. */
    public static final String HARDWARE_ID = "PCI\\VEN_1234&DEV_0D3A";

    private Slot() {
    }

    /** {@return the attributes of a driver package that serves it, and declares no devices} */
    public static Map<String, Object> served() {
        return Map.of("hardwareIds", List.of(HARDWARE_ID));
    }

    /** {@return the instance id of such a device in a slot} */
    public static String id(int slot) {
        return HARDWARE_ID + "&SUBSYS_00000000&REV_00\\SLOT" + slot;
    }
}
