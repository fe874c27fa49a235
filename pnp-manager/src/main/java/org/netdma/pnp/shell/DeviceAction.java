// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;

import org.netdma.pnp.shell.text.JsonWriter;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import picocli.CommandLine.Parameters;

/** A command that does something to one device and then says how it stands with it. */
abstract class DeviceAction extends PnpCommand {

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Its instance id, or as much of it as pnp:device "
            + "takes: NETDMA_REFERENCE/0000")
    private String device;

    private final ProblemCode expected;

    /**
     * @param expected the problem that the device has when all went well
     * @param manager  that does it
     */
    DeviceAction(ProblemCode expected, PnpManager manager) {
        super(manager);
        this.expected = expected;
    }

    @Override
    final void run(PrintStream out) throws CommandFailure, NtStatusException {
        String instanceId = DeviceSearch.find(device, manager.devices()).instanceId();
        act(instanceId);
        DeviceInfo after = manager.device(instanceId).orElse(null);
        if (after != null && after.problem() != expected) {
            throw new CommandFailure(describe(after) + "; pnp:devices -problem says why");
        }
        if (json()) {
            out.println(after == null
                    ? JsonWriter.write(DeviceText.gone(instanceId))
                    : JsonWriter.write(DeviceText.fields(after)));
        } else {
            out.println(after == null ? instanceId + " is gone" : describe(after));
        }
    }

    /** Does it, and returns when it is done. */
    abstract void act(String instanceId) throws NtStatusException;

    /**
     * Returns how it stands with a device, in one line. The reason of a fault is left out: the log has just warned of
     * it, at a terminal right above this line, and said twice it looks like two faults.
     */
    static String describe(DeviceInfo device) {
        return device.instanceId() + " is " + device.state()
                + (device.state() == DeviceState.STARTED ? ", power state " + device.powerState() : "")
                + (device.problem() == ProblemCode.NONE ? "" : ", problem " + DeviceText.problem(device))
                + (device.problemText().isEmpty() || device.problem().isFault() ? "" : ": " + device.problemText());
    }
}
