// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;

import org.netdma.pnp.shell.text.JsonWriter;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.PnpManager;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that does something to one device and then says how it stands with it. */
abstract class DeviceAction implements PnpCommand {

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Its instance id, or as much of it as pnp:device "
            + "takes: NETDMA_REFERENCE/0000")
    private String device;

    @Option(names = {"-json", "--json"}, description = "Print JSON for scripts.")
    private boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Print this help.")
    private boolean help;

    private final String name;
    private final PnpManager manager;

    DeviceAction(String name, PnpManager manager) {
        this.name = name;
        this.manager = manager;
    }

    @Override
    public final void run(PrintStream out) throws CommandFailure {
        String instanceId = DeviceSearch.find(name, device, manager.devices()).instanceId();
        try {
            act(manager, instanceId);
        } catch (NtStatusException refused) {
            throw new CommandFailure(name + ": " + refused.getMessage());
        }
        DeviceInfo after = manager.device(instanceId).orElse(null);
        if (json) {
            out.println(after == null ? "{}" : JsonWriter.write(DeviceText.fields(after)));
        } else {
            out.println(after == null ? instanceId + " is gone" : describe(after));
        }
    }

    /** Does it, and returns when it is done. */
    abstract void act(PnpManager with, String instanceId) throws NtStatusException;

    private static String describe(DeviceInfo device) {
        String power = device.state().name() + ", power state " + device.powerState();
        return device.instanceId() + " is " + power
                + (device.problemText().isEmpty() ? "" : ", problem " + DeviceText.problem(device) + ": "
                        + device.problemText());
    }
}
