// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;
import java.util.List;

import org.netdma.pnp.shell.text.Columns;
import org.netdma.pnp.shell.text.JsonWriter;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the devices, all but the root that they hang on. */
@Command(name = "pnp:devices", sortOptions = false,
        description = "Lists the devices with their state, problem and driver.")
final class DevicesCommand extends PnpCommand {

    @Option(names = {"-problem", "--problem"}, description = "Only the devices that have a problem.")
    private boolean problem;

    DevicesCommand(PnpManager manager) {
        super(manager);
    }

    @Override
    void run(PrintStream out) {
        list(out, manager.devices(), problem, json());
    }

    static void list(PrintStream out, List<DeviceInfo> all, boolean problem, boolean json) {
        List<DeviceInfo> devices = all.stream().filter(device -> !device.parentId().isEmpty())
                .filter(device -> !problem || device.problem() != ProblemCode.NONE).toList();
        if (json) {
            out.println(JsonWriter.writeLines(devices.stream().map(DeviceText::fields).toList()));
        } else if (devices.isEmpty()) {
            out.println(problem ? "no device has a problem" : "no device is there: put the jar of a driver bundle "
                    + "into the folder providers/; pnp:drivers shows which drivers are there");
        } else {
            print(out, devices);
        }
    }

    private static void print(PrintStream out, List<DeviceInfo> devices) {
        Columns columns = new Columns("").add("Device", "Description", "State", "Problem", "Driver");
        devices.forEach(device -> columns.add(device.instanceId(), DeviceText.orDash(device.description()),
                device.state(), DeviceText.problem(device), DeviceText.orDash(device.driver())));
        out.print(columns);
        devices.stream().filter(device -> !device.problemText().isEmpty())
                .forEach(device -> out.println(device.instanceId() + ": " + device.problemText()));
    }
}
