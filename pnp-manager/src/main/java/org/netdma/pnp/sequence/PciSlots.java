// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.netdma.pnp.bus.pci.PciBus;
import org.netdma.pnp.device.DeviceTree;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.thread.PnpQueue;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;

/** Plugs devices into the virtual PCI bus and pulls them out, by way of the PnP queue. */
final class PciSlots implements VirtualPciBus {

    private final PnpQueue queue;
    private final Supplier<Duration> limit;
    private final PciBus bus;
    private final StoredDriver busDriver;
    private final DeviceTree tree;
    private final TreeKeeper keeper;
    // Replaced as a whole by the PnP queue's thread.
    private volatile Map<String, PciDevice> plugged = Map.of();

    PciSlots(PnpQueue queue, Supplier<Duration> limit, PciBus bus, DeviceTree tree, TreeKeeper keeper) {
        this.queue = queue;
        this.limit = limit;
        this.bus = bus;
        this.tree = tree;
        this.keeper = keeper;
        busDriver = new StoredDriver(PciBus.PACKAGE, bus);
    }

    @Override
    public String plug(PciDevice device) throws NtStatusException {
        return plugAll(List.of(device)).get(0);
    }

    @Override
    public List<String> plugAll(Collection<PciDevice> devices) throws NtStatusException {
        List<String> ids = new ArrayList<>();
        queue.call("plug " + devices.size() + " PCI devices in", () -> ids.addAll(insert(devices)), limit.get());
        return ids;
    }

    @Override
    public void unplug(String instanceId) throws NtStatusException {
        hardwareGone(instanceId, true);
        try {
            queue.call("pull " + instanceId + " out", () -> remove(instanceId), limit.get());
        } finally {
            // It is still there when the call was refused.
            hardwareGone(instanceId, false);
        }
    }

    /** Says that a device is about to be pulled out, or is there after all: nobody waits for its driver. Any thread. */
    void hardwareGone(String instanceId, boolean gone) {
        if (plugged.keySet().stream().anyMatch(instanceId::equalsIgnoreCase)) {
            tree.find(instanceId).ifPresent(node -> node.inFlight().hardwareGone(gone));
        }
    }

    private List<String> insert(Collection<PciDevice> devices) throws NtStatusException {
        List<String> ids = place(devices);
        serve();
        return ids;
    }

    /** Puts devices into slots; they are not in the tree before {@link #serve}. On the PnP queue's thread. */
    List<String> place(Collection<PciDevice> devices) throws NtStatusException {
        List<String> ids = bus.insertAll(devices);
        keeper.plantBus(busDriver);
        return ids;
    }

    /** On the PnP queue's thread. */
    void remove(String instanceId) throws NtStatusException {
        bus.remove(instanceId);
        serve();
    }

    /** Brings the tree in step with the slots. On the PnP queue's thread. */
    void serve() {
        Map<String, PciDevice> now = new LinkedHashMap<>();
        bus.slots().forEach(slot -> now.put(slot.child().instanceId(), slot.device()));
        plugged = Collections.unmodifiableMap(now);
        keeper.driversChanged();
    }

    @Override
    public Map<String, PciDevice> devices() {
        return plugged;
    }
}
