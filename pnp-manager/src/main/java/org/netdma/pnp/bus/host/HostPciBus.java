// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.netdma.pnp.bus.BusDriver;
import org.netdma.pnp.bus.ChildDevice;
import org.netdma.pnp.bus.pci.PciIds;
import org.netdma.pnp.driver.DriverPackage;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.IrpInformation.Capabilities;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.resource.ResourceRequirementsList;

/**
 * Shows the machine's own PCI devices, as Linux lists them in sysfs. Read only: they need nothing, and nothing is
 * done to them. It looks when it starts, and at each rescan.
 */
public final class HostPciBus extends BusDriver {

    /** The driver's package. */
    public static final DriverPackage PACKAGE = DriverPackage.ofBus("netdma-host-pci-bus", "PCI bus of the machine",
            "ROOT\\NETDMA_HOST_PCI_BUS");
    /** Where Linux lists them. */
    public static final Path SYSFS = Path.of("/sys/bus/pci/devices");

    private static final System.Logger LOG = System.getLogger(HostPciBus.class.getName());

    private static final Capabilities CAPABILITIES = new Capabilities(false, false, false);

    private final Path folder;
    private boolean worthLooking;

    /**
     * @param folder with one folder for each device, named after its address
     */
    public HostPciBus(IoManager io, Path folder) {
        super(io);
        this.folder = folder;
    }

    @Override
    public void rescan() {
        worthLooking = true;
    }

    @Override
    protected void look() {
        if (!worthLooking) {
            return;
        }
        worthLooking = false;
        List<ChildDevice> present = read();
        List<ChildDevice> known = children();
        known.stream().filter(device -> !present.contains(device)).forEach(this::pull);
        present.stream().filter(device -> !known.contains(device)).forEach(this::insert);
    }

    private List<ChildDevice> read() {
        List<ChildDevice> devices = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder)) {
            folders.sorted().forEach(device -> read(device).ifPresent(devices::add));
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.log(Level.WARNING, "the machine''s PCI devices can not be listed from {0}: {1}", folder, unreadable);
        }
        return devices;
    }

    private static Optional<ChildDevice> read(Path device) {
        try {
            PciDevice found = new PciDevice(number(device, "vendor"), number(device, "device"),
                    number(device, "subsystem_vendor"), number(device, "subsystem_device"),
                    number(device, "revision"), number(device, "class"), PciDevice.ANY_SLOT, List.of(), 0, false, "");
            String address = device.getFileName().toString();
            List<String> ids = PciIds.hardware(found);
            return Optional.of(new ChildDevice(ids.get(0), address.toUpperCase(Locale.ROOT).replaceAll("[:.]", "_"),
                    ids, PciIds.compatible(found), PciClassNames.describe(found.classCode()) + " at " + address,
                    CAPABILITIES, ResourceRequirementsList.NONE));
        } catch (IOException | IllegalArgumentException gone) {
            // It may be pulled out while it is read; one of a form that is not known is no reason to show none.
            LOG.log(Level.WARNING, "{0} is left out: {1}", device, gone);
            return Optional.empty();
        }
    }

    private static int number(Path device, String name) throws IOException {
        return Integer.decode(Files.readString(device.resolve(name)).strip());
    }
}
