// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus.pci;

import java.util.List;

import org.netdma.wdm.pci.PciDevice;

/** The ids of a PCI device, made as Windows makes them. */
public final class PciIds {

    private PciIds() {
    }

    /** {@return hardware ids, the most specific first} */
    public static List<String> hardware(PciDevice device) {
        String kind = "PCI\\VEN_%04X&DEV_%04X".formatted(device.vendor(), device.device());
        String subsystem = "&SUBSYS_%04X%04X".formatted(device.subsystem(), device.subsystemVendor());
        String revision = "&REV_%02X".formatted(device.revision());
        return List.of(kind + subsystem + revision, kind + subsystem, kind + revision, kind, kind + classCode(device),
                kind + subclass(device));
    }

    /** {@return compatible ids, the most specific first} */
    public static List<String> compatible(PciDevice device) {
        String vendor = "PCI\\VEN_%04X".formatted(device.vendor());
        return List.of(vendor + classCode(device), vendor + subclass(device), vendor,
                "PCI\\" + classCode(device).substring(1), "PCI\\" + subclass(device).substring(1));
    }

    private static String classCode(PciDevice device) {
        return "&CC_%06X".formatted(device.classCode());
    }

    private static String subclass(PciDevice device) {
        return "&CC_%04X".formatted(device.classCode() >> 8);
    }
}
