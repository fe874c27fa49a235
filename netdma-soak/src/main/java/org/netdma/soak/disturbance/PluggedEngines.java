// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.PnpManager;

/** Engines that are plugged into the virtual PCI bus, and pulled out of it by surprise. For one thread. */
final class PluggedEngines implements AutoCloseable {

    private static final int MOST = 2;
    /** What such a device has: enough for any driver that is likely. */
    private static final long REGISTERS = 1 << 16;
    private static final int MESSAGES = 64;
    private static final Pattern PCI_ID = Pattern.compile("PCI\\\\VEN_(\\p{XDigit}{4})&DEV_(\\p{XDigit}{4})");
    private static final int HEXADECIMAL = 16;

    private final PnpManager pnp;
    private final VirtualPciBus bus;
    private final List<String> plugged = new ArrayList<>();

    PluggedEngines(PnpManager pnp, VirtualPciBus bus) {
        this.pnp = pnp;
        this.bus = bus;
    }

    List<Disturbance> all() {
        return List.of(Disturbance.change("plug in", this::plug),
                Disturbance.change("pull out by surprise", this::pullOut));
    }

    /** Makes the bus appear in the device tree, where it stays. */
    void plantBus() throws NtStatusException {
        bus.unplug(bus.plug(PciDevice.of(0xFFFE, 0xFFFF))); // which nobody drives
    }

    private boolean plug(SplittableRandom random) throws NtStatusException {
        List<PciDevice> served = pnp.drivers().stream().map(DriverInfo::hardwareIds).flatMap(List::stream)
                .map(PluggedEngines::device).flatMap(Optional::stream).toList();
        if (served.isEmpty() || plugged.size() == MOST) {
            return false;
        }
        plugged.add(bus.plug(served.get(random.nextInt(served.size()))));
        return true;
    }

    private static Optional<PciDevice> device(String hardwareId) {
        Matcher id = PCI_ID.matcher(hardwareId);
        return id.lookingAt() ? Optional.of(PciDevice.of(Integer.parseInt(id.group(1), HEXADECIMAL),
                Integer.parseInt(id.group(2), HEXADECIMAL)).withMemoryWindows(REGISTERS)
                .withMessageInterrupts(MESSAGES).withLineInterrupt()) : Optional.empty();
    }

    private boolean pullOut(SplittableRandom random) throws NtStatusException {
        if (plugged.isEmpty()) {
            return false;
        }
        unplug(plugged.remove(random.nextInt(plugged.size())));
        return true;
    }

    private void unplug(String device) throws NtStatusException {
        try {
            bus.unplug(device);
        } catch (NtStatusException e) {
            if (e.status() != NtStatus.NO_SUCH_DEVICE) { // as when somebody else pulled it out
                throw e;
            }
        }
    }

    /** Pulls all out. */
    @Override
    public void close() throws NtStatusException {
        while (!plugged.isEmpty()) {
            unplug(plugged.remove(0));
        }
    }
}
