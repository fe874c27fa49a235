// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pci;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A device of a PCI bus, as its configuration space tells. Numbers are those of the PCI specification.
 *
 * @param vendor            0 to 0xFFFE
 * @param device            0 to 0xFFFF
 * @param subsystemVendor   0 to 0xFFFF
 * @param subsystem         0 to 0xFFFF
 * @param revision          0 to 0xFF
 * @param classCode         base class, subclass and interface, 0 to 0xFFFFFF
 * @param slot              0 to {@value #LAST_SLOT}, or {@link #ANY_SLOT}
 * @param memoryWindows     sizes in bytes, each a power of two
 * @param messageInterrupts how many MSI-X messages it has, 0 to 2048
 * @param lineInterrupt     whether it has a line
 * @param description       for people
 */
public record PciDevice(int vendor, int device, int subsystemVendor, int subsystem, int revision, int classCode,
        int slot, List<Long> memoryWindows, int messageInterrupts, boolean lineInterrupt, String description) {

    /** The lowest slot that is free. */
    public static final int ANY_SLOT = -1;
    /** The highest slot. */
    public static final int LAST_SLOT = 4095;
    /** The class code of a DMA controller. */
    public static final int DMA_CONTROLLER = 0x08_01_00;

    /**
     * @throws IllegalArgumentException when a number is out of its range
     */
    public PciDevice {
        check("vendor", vendor, 0, 0xFFFE);
        check("device", device, 0, 0xFFFF);
        check("subsystemVendor", subsystemVendor, 0, 0xFFFF);
        check("subsystem", subsystem, 0, 0xFFFF);
        check("revision", revision, 0, 0xFF);
        check("classCode", classCode, 0, 0xFFFFFF);
        check("slot", slot, ANY_SLOT, LAST_SLOT);
        check("messageInterrupts", messageInterrupts, 0, 2048);
        memoryWindows = List.copyOf(memoryWindows);
        for (long size : memoryWindows) {
            if (size < 1 || Long.bitCount(size) != 1) {
                throw new IllegalArgumentException("memoryWindows has " + size + ", expected powers of two");
            }
        }
        Objects.requireNonNull(description);
    }

    private static void check(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException("%s is %d, expected %d to %d".formatted(name, value, minimum, maximum));
        }
    }

    /** {@return a DMA controller in any slot, without windows and interrupts} */
    public static PciDevice of(int vendor, int device) {
        return new PciDevice(vendor, device, 0, 0, 0, DMA_CONTROLLER, ANY_SLOT, List.of(), 0, false, "");
    }

    /** {@return the same device in a slot} */
    public PciDevice inSlot(int newSlot) {
        return new PciDevice(vendor, device, subsystemVendor, subsystem, revision, classCode, newSlot, memoryWindows,
                messageInterrupts, lineInterrupt, description);
    }

    /** {@return the same device with register windows of these sizes} */
    public PciDevice withMemoryWindows(Long... sizes) {
        return new PciDevice(vendor, device, subsystemVendor, subsystem, revision, classCode, slot,
                Arrays.asList(sizes), messageInterrupts, lineInterrupt, description);
    }

    /** {@return the same device with this many MSI-X messages} */
    public PciDevice withMessageInterrupts(int count) {
        return new PciDevice(vendor, device, subsystemVendor, subsystem, revision, classCode, slot, memoryWindows,
                count, lineInterrupt, description);
    }

    /** {@return the same device with a line interrupt} */
    public PciDevice withLineInterrupt() {
        return new PciDevice(vendor, device, subsystemVendor, subsystem, revision, classCode, slot, memoryWindows,
                messageInterrupts, true, description);
    }
}
