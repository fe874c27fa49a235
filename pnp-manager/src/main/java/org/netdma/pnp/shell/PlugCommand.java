// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.netdma.pnp.bus.pci.PciBus;
import org.netdma.pnp.bus.pci.PciDeviceReader;
import org.netdma.pnp.shell.text.JsonWriter;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.PnpManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plugs devices into the virtual PCI bus. */
@Command(name = "pnp:plug", sortOptions = false,
        description = "Plugs a device into the virtual PCI bus, as a file in conf/devices does.")
final class PlugCommand extends PnpCommand {

    private static final int MOST = PciDevice.LAST_SLOT + 1;

    @Parameters(paramLabel = "VENDOR:DEVICE", description = "Its ids, four hexadecimal digits each: 1234:0d3a")
    private String ids;

    @Parameters(index = "1..*", paramLabel = "NAME=VALUE", description = "What else is to be said of it: slot, "
            + "subsystem, subsystemVendor, revision, classCode, memoryWindows, messageInterrupts, lineInterrupt, "
            + "description")
    private Map<String, String> more = Map.of();

    @Option(names = {"-n", "--count"}, paramLabel = "N", description = "How many of them, each in a slot of its own.")
    private int count = 1;

    private final VirtualPciBus bus;

    PlugCommand(PnpManager manager, VirtualPciBus bus) {
        super(manager);
        this.bus = bus;
    }

    @Override
    void run(PrintStream out) throws CommandFailure, NtStatusException {
        if (count < 1 || count > MOST) {
            throw new CommandFailure("--count is " + count + ", expected 1 to " + MOST);
        }
        List<String> plugged = bus.plugAll(Collections.nCopies(count, PciDeviceReader.read(ids, more)));
        Optional<DeviceInfo> bridge = manager.devices().stream()
                .filter(device -> device.hardwareIds().equals(PciBus.PACKAGE.hardwareIds())).findFirst();
        if (json()) {
            out.println(JsonWriter.writeLines(plugged.stream().map(this::fields).toList()));
        } else {
            plugged.forEach(id -> out.println(describe(id, bridge)));
        }
        long broken = plugged.stream().map(id -> manager.device(id).or(() -> bridge)).flatMap(Optional::stream)
                .filter(device -> device.problem().isFault()).count();
        if (broken > 0) {
            throw new CommandFailure("of what was plugged in, devices that do not work: " + broken
                    + "; pnp:devices -problem says why");
        }
    }

    private Map<String, Object> fields(String instanceId) {
        return manager.device(instanceId).map(DeviceText::fields).orElseGet(() -> DeviceText.gone(instanceId));
    }

    /** A bus that is disabled, or failed, tells nobody of its devices: then how it stands with the bus says why. */
    private String describe(String instanceId, Optional<DeviceInfo> bridge) {
        Optional<DeviceInfo> shown = manager.device(instanceId);
        if (shown.isPresent()) {
            return DeviceAction.describe(shown.get());
        }
        return bridge.filter(found -> found.state() != DeviceState.STARTED)
                .map(found -> instanceId + " is plugged in and starts with its bus; " + DeviceAction.describe(found))
                .orElse(instanceId + " is gone");
    }
}
