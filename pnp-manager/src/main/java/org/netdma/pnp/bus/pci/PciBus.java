// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus.pci;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import org.netdma.pnp.bus.BusDriver;
import org.netdma.pnp.bus.ChildDevice;
import org.netdma.pnp.driver.DriverPackage;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.IrpInformation.Capabilities;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** The driver of the virtual PCI bus, and its slots. */
public final class PciBus extends BusDriver {

    /** The driver's package. */
    public static final DriverPackage PACKAGE = DriverPackage.ofBus("netdma-pci-bus", "Virtual PCI bus",
            "ROOT\\NETDMA_PCI_BUS");

    private static final Capabilities CAPABILITIES = new Capabilities(true, true, true);

    /** A slot that is in use. */
    public record Slot(PciDevice device, ChildDevice child) {
    }

    private final TreeMap<Integer, Slot> slots = new TreeMap<>();

    public PciBus(IoManager io) {
        super(io);
    }

    /**
     * Puts devices into slots: all of them, or none.
     *
     * @return their instance ids
     * @throws NtStatusException OBJECT_NAME_COLLISION when a slot is taken; INSUFFICIENT_RESOURCES when none is free
     */
    public List<String> insertAll(Collection<PciDevice> devices) throws NtStatusException {
        List<Slot> inserted = new ArrayList<>();
        try {
            for (PciDevice device : devices) {
                inserted.add(occupy(device));
            }
        } catch (NtStatusException refused) {
            inserted.forEach(slot -> slots.remove(slot.device().slot()));
            throw refused;
        }
        inserted.forEach(slot -> insert(slot.child()));
        return inserted.stream().map(slot -> slot.child().instanceId()).toList();
    }

    private Slot occupy(PciDevice device) throws NtStatusException {
        int number = device.slot() == PciDevice.ANY_SLOT ? freeSlot() : device.slot();
        Slot taken = slots.get(number);
        if (taken != null) {
            throw new NtStatusException(NtStatus.OBJECT_NAME_COLLISION, "PNP-15", "slot " + number + " is taken by "
                    + taken.child().instanceId() + "; unplug that, or choose another slot");
        }
        PciDevice placed = device.inSlot(number);
        Slot slot = new Slot(placed, child(placed));
        slots.put(number, slot);
        return slot;
    }

    private int freeSlot() throws NtStatusException {
        if (slots.isEmpty() || slots.firstKey() > 0) {
            return 0;
        }
        if (slots.size() == slots.lastKey() + 1 && slots.size() <= PciDevice.LAST_SLOT) {
            return slots.size();
        }
        for (int number = 0; number <= PciDevice.LAST_SLOT; number++) {
            if (!slots.containsKey(number)) {
                return number;
            }
        }
        throw new NtStatusException(NtStatus.INSUFFICIENT_RESOURCES, "PNP-15",
                "all %d slots are taken; unplug a device".formatted(slots.size()));
    }

    private static ChildDevice child(PciDevice device) {
        List<String> ids = PciIds.hardware(device);
        return new ChildDevice(ids.get(0), "SLOT" + device.slot(), ids, PciIds.compatible(device),
                device.description().isEmpty() ? "PCI device" : device.description(), CAPABILITIES, needs(device));
    }

    private static ResourceRequirementsList needs(PciDevice device) {
        List<ResourceRequirement> needs = new ArrayList<>();
        device.memoryWindows().forEach(size -> needs.add(MemoryRequirement.window(size)));
        if (device.lineInterrupt()) {
            needs.add(InterruptRequirement.line());
        }
        for (int message = 0; message < device.messageInterrupts(); message++) {
            needs.add(InterruptRequirement.message(message));
        }
        return new ResourceRequirementsList(needs);
    }

    /**
     * Takes a device out of its slot.
     *
     * @throws NtStatusException NO_SUCH_DEVICE when there is none of that id
     */
    public void remove(String instanceId) throws NtStatusException {
        Slot slot = slots.values().stream()
                .filter(each -> each.child().instanceId().toUpperCase(Locale.ROOT).equals(
                        instanceId.toUpperCase(Locale.ROOT)))
                .findFirst().orElseThrow(() -> new NtStatusException(NtStatus.NO_SUCH_DEVICE, "PNP-11",
                        instanceId + " is in no slot of the virtual PCI bus; only those devices can be pulled out"));
        slots.remove(slot.device().slot());
        pull(slot.child());
    }

    /** {@return the slots in use, by number} */
    public List<Slot> slots() {
        return List.copyOf(slots.values());
    }
}
