// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.netdma.pnp.bus.pci.PciDeviceReader;
import org.netdma.pnp.shell.text.JsonWriter;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plugs devices into the virtual PCI bus. */
@Command(name = "pnp:plug", sortOptions = false,
        description = "Plugs a device into the virtual PCI bus, as a file in conf/devices does.")
final class PlugCommand extends PnpCommand {

    /** What a device may have that is as it should be. */
    private static final Set<ProblemCode> EXPECTED = Set.of(ProblemCode.NONE, ProblemCode.FAILED_INSTALL,
            ProblemCode.DISABLED);
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
        List<DeviceInfo> devices = plugged.stream().map(manager::device).flatMap(Optional::stream).toList();
        if (json()) {
            out.println(JsonWriter.writeLines(devices.stream().map(DeviceText::fields).toList()));
        } else {
            devices.forEach(device -> out.println(DeviceAction.describe(device)));
        }
        failIfBroken(devices);
    }

    private static void failIfBroken(List<DeviceInfo> devices) throws CommandFailure {
        long broken = devices.stream().filter(device -> !EXPECTED.contains(device.problem())).count();
        if (broken > 0) {
            throw new CommandFailure("of what was plugged in, devices that do not work: " + broken
                    + "; pnp:devices -problem says why");
        }
    }
}
