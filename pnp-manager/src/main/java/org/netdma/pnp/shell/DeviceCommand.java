// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.netdma.pnp.shell.text.Columns;
import org.netdma.pnp.shell.text.JsonWriter;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.IrpTrace;
import org.netdma.wdm.pnp.PnpManager;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows all there is to know of one device. */
@Command(name = "pnp:device", sortOptions = false,
        description = "Shows one device: its ids, state, driver, stack, resources and last IRPs.")
final class DeviceCommand extends PnpCommand {

    @Parameters(paramLabel = "DEVICE", description = "Its instance id, in any case, with / or \\ between the parts, "
            + "or as much of its beginning or end as no other device shares: NETDMA_REFERENCE/0000")
    private String device;

    DeviceCommand(PnpManager manager) {
        super(manager);
    }

    @Override
    void run(PrintStream out) throws CommandFailure {
        DeviceInfo found = DeviceSearch.find(device, manager.devices());
        List<IrpTrace> irps = manager.irps(found.instanceId());
        if (json()) {
            Map<String, Object> fields = DeviceText.fields(found);
            fields.put("irps", irps.stream().map(IrpText::fields).toList());
            out.println(JsonWriter.write(fields));
        } else {
            print(out, found, irps);
        }
    }

    private static void print(PrintStream out, DeviceInfo device, List<IrpTrace> irps) {
        out.println(device.instanceId());
        out.print(new Columns("  ")
                .add("Description", DeviceText.orDash(device.description()))
                .add("Class", DeviceText.orDash(device.deviceClass()))
                .add("State", device.state())
                .add("Power", device.powerState())
                .add("Problem", DeviceText.problem(device)
                        + (device.problemText().isEmpty() ? "" : ": " + device.problemText()))
                .add("Driver", DeviceText.orDash(device.driver()))
                .add("Hardware ids", DeviceText.orDash(String.join(", ", device.hardwareIds())))
                .add("Compatible ids", DeviceText.orDash(String.join(", ", device.compatibleIds())))
                .add("Parent", DeviceText.orDash(device.parentId())));
        List<String> stack = new ArrayList<>(device.stack());
        Collections.reverse(stack);
        section(out, "Stack, top first", stack);
        section(out, "Resources", device.resources().resources());
        out.println("Last IRPs, oldest first");
        Columns columns = new Columns("  ");
        irps.forEach(irp -> columns.add(IrpText.time(irp), irp.request(), IrpText.status(irp), IrpText.took(irp)));
        out.print(irps.isEmpty() ? "  none\n" : columns);
    }

    private static void section(PrintStream out, String heading, List<?> lines) {
        out.println(heading);
        lines.forEach(line -> out.println("  " + line));
        if (lines.isEmpty()) {
            out.println("  none");
        }
    }
}
