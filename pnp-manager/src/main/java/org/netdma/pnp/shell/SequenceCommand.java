// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

import org.netdma.pnp.shell.text.JsonWriter;
import org.netdma.pnp.shell.text.SequenceDiagram;
import org.netdma.wdm.pnp.DeviceLife;
import org.netdma.wdm.pnp.LifeParty;
import org.netdma.wdm.pnp.LifeStep;
import org.netdma.wdm.pnp.PnpManager;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Draws the last life of a device. */
@Command(name = "pnp:sequence", sortOptions = false,
        description = "Draws the last life of a device, from its arrival or its last driver's on, as a Mermaid "
                + "sequence diagram: PnP manager, bus driver, function driver, NetDMA interface.")
final class SequenceCommand extends PnpCommand {

    @Parameters(paramLabel = "DEVICE", description = "Its instance id, or as much of it as pnp:device takes; also of a "
            + "device that has gone lately.")
    private String device;

    SequenceCommand(PnpManager manager) {
        super(manager);
    }

    @Override
    void run(PrintStream out) throws CommandFailure {
        String instanceId = DeviceSearch.findKnown(device, manager);
        DeviceLife life = manager.life(instanceId).orElseThrow(
                () -> new CommandFailure(instanceId + " is gone, and was forgotten just now"));
        if (json()) {
            out.println(JsonWriter.write(fields(life)));
        } else {
            out.print(new SequenceDiagram(life));
        }
    }

    private static Map<String, Object> fields(DeviceLife life) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("instanceId", life.instanceId());
        fields.put("omitted", life.omitted());
        fields.put("omittedAt", life.omittedAt());
        fields.put("steps", life.steps().stream().map(SequenceCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(LifeStep step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", step.at());
        fields.put("kind", step.kind());
        fields.put("from", fields(step.from()));
        fields.put("to", fields(step.to()));
        fields.put("text", step.text());
        fields.put("status", step.status().name());
        fields.put("times", step.times());
        return fields;
    }

    private static Map<String, Object> fields(LifeParty party) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", party.role());
        fields.put("name", party.name());
        return fields;
    }
}
