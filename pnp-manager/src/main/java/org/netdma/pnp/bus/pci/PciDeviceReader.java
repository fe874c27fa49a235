// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus.pci;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.pci.PciDevice;

/** Reads a PCI device from named values, as files and commands give them. */
public final class PciDeviceReader {

    private static final Set<String> NAMES = Set.of("vendor", "device", "subsystemVendor", "subsystem", "revision",
            "classCode", "slot", "memoryWindows", "messageInterrupts", "lineInterrupt", "description");

    private PciDeviceReader() {
    }

    /**
     * Reads a device whose two main ids are given apart.
     *
     * @param ids  vendor and device, such as {@code 1234:0d3a}
     * @param more named values
     * @throws NtStatusException INVALID_PARAMETER, naming the value and what is expected
     */
    public static PciDevice read(String ids, Map<String, String> more) throws NtStatusException {
        if (!ids.matches("\\p{XDigit}{1,4}:\\p{XDigit}{1,4}")) {
            throw new NtStatusException(NtStatus.INVALID_PARAMETER, "PNP-15",
                    "'" + ids + "' does not say vendor and device; expected hexadecimal numbers such as 1234:0d3a");
        }
        Map<String, Object> values = new HashMap<>(more);
        int colon = ids.indexOf(':');
        values.put("vendor", "0x" + ids.substring(0, colon));
        values.put("device", "0x" + ids.substring(colon + 1));
        return read(new ConfiguredRegistryPath("the PCI device", name -> values));
    }

    /**
     * Reads a device.
     *
     * @param values named as the components of {@link PciDevice}; vendor and device are mandatory
     * @throws NtStatusException INVALID_PARAMETER, naming the value and what is expected
     */
    public static PciDevice read(RegistryPath values) throws NtStatusException {
        Set<String> unknown = new TreeSet<>(values.parameters().keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new NtStatusException(NtStatus.INVALID_PARAMETER, "PNP-15", "%s says %s; expected are %s".formatted(
                    values.pid(), unknown, new TreeSet<>(NAMES)));
        }
        return new PciDevice(mandatory(values, "vendor", 0xFFFE), mandatory(values, "device", 0xFFFF),
                (int) values.integer("subsystemVendor", 0, 0, 0xFFFF), (int) values.integer("subsystem", 0, 0, 0xFFFF),
                (int) values.integer("revision", 0, 0, 0xFF),
                (int) values.integer("classCode", PciDevice.DMA_CONTROLLER, 0, 0xFFFFFF),
                (int) values.integer("slot", PciDevice.ANY_SLOT, 0, PciDevice.LAST_SLOT), windows(values),
                (int) values.integer("messageInterrupts", 0, 0, 2048), values.flag("lineInterrupt", false),
                values.text("description", ""));
    }

    private static int mandatory(RegistryPath values, String name, int maximum) throws NtStatusException {
        if (!values.parameters().containsKey(name)) {
            throw new NtStatusException(NtStatus.INVALID_PARAMETER, "PNP-15",
                    values.pid() + " does not say " + name + "; vendor and device are needed");
        }
        return (int) values.integer(name, 0, 0, maximum);
    }

    private static List<Long> windows(RegistryPath values) throws NtStatusException {
        List<Long> windows = new ArrayList<>();
        for (String text : values.text("memoryWindows", "").split("[\\s,\\[\\]]+")) {
            if (!text.isEmpty()) {
                long size = new ConfiguredRegistryPath(values.pid(), pid -> Map.of("memoryWindows", text))
                        .integer("memoryWindows", 0, 1, 1L << 32);
                if (Long.bitCount(size) != 1) {
                    throw new NtStatusException(NtStatus.INVALID_PARAMETER, "PNP-15",
                            "memoryWindows of " + values.pid() + " has " + text + ", expected powers of two");
                }
                windows.add(size);
            }
        }
        return windows;
    }
}
