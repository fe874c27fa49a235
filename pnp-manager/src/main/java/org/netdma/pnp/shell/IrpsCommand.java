// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;
import java.util.List;

import org.netdma.pnp.shell.text.Columns;
import org.netdma.pnp.shell.text.JsonWriter;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.IrpTrace;
import org.netdma.wdm.pnp.PnpManager;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the last IRPs of a device. */
@Command(name = "pnp:irps", sortOptions = false,
        description = "Lists the last IRPs of a device, oldest first: which device objects each reached, when, how it "
                + "ended and who completed it.")
final class IrpsCommand extends PnpCommand {

    @Parameters(paramLabel = "DEVICE", description = "Its instance id, or as much of it as pnp:device takes; also of a "
            + "device that has gone lately.")
    private String device;

    IrpsCommand(PnpManager manager) {
        super(manager);
    }

    @Override
    void run(PrintStream out) throws CommandFailure {
        String instanceId = DeviceSearch.findKnown(device, manager);
        List<IrpTrace> irps = manager.irps(instanceId);
        if (json()) {
            out.println(JsonWriter.writeLines(irps.stream().map(IrpText::fields).toList()));
        } else if (irps.isEmpty()) {
            out.println(instanceId + " has had no IRP");
        } else {
            print(out, irps);
        }
    }

    private static void print(PrintStream out, List<IrpTrace> irps) {
        Columns columns = new Columns("").add("Sent", "Request, device objects reached", "Status", "Took", "By");
        for (IrpTrace irp : irps) {
            String by = irp.status() == NtStatus.PENDING ? "held by " + irp.completedBy() : irp.completedBy();
            columns.add(IrpText.time(irp), irp.request(), IrpText.status(irp), IrpText.took(irp), by);
            irp.locations().forEach(location -> columns.add("",
                    "  " + location.device() + " (" + location.driver() + ")", "",
                    "+" + IrpText.micros(location.after()) + " us"));
        }
        out.print(columns);
    }
}
