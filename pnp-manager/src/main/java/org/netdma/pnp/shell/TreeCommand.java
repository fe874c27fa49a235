// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.netdma.pnp.shell.text.Columns;
import org.netdma.pnp.shell.text.JsonWriter;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.PnpManager;

import picocli.CommandLine.Command;

/** Draws the device tree. */
@Command(name = "pnp:tree", sortOptions = false,
        description = "Draws the device tree: which device hangs on which bus.")
final class TreeCommand extends PnpCommand {

    TreeCommand(PnpManager manager) {
        super(manager);
    }

    @Override
    void run(PrintStream out) {
        List<DeviceInfo> devices = manager.devices();
        if (json()) {
            out.println(JsonWriter.writeLines(children("", devices).stream().map(root -> nested(root, devices))
                    .toList()));
        } else {
            Columns columns = new Columns("");
            children("", devices).forEach(root -> draw(root, "", "", devices, columns));
            out.print(columns);
        }
    }

    private static void draw(DeviceInfo device, String branch, String indent, List<DeviceInfo> all, Columns columns) {
        columns.add(branch + device.instanceId(), DeviceText.orDash(device.description()), device.state(),
                DeviceText.problem(device));
        List<DeviceInfo> children = children(device.instanceId(), all);
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            draw(children.get(i), indent + (last ? "`- " : "|- "), indent + (last ? "   " : "|  "), all, columns);
        }
    }

    private static Map<String, Object> nested(DeviceInfo device, List<DeviceInfo> all) {
        Map<String, Object> fields = new LinkedHashMap<>(DeviceText.fields(device));
        List<Object> children = new ArrayList<>();
        children(device.instanceId(), all).forEach(child -> children.add(nested(child, all)));
        fields.put("children", children);
        return fields;
    }

    private static List<DeviceInfo> children(String parent, List<DeviceInfo> all) {
        return all.stream().filter(device -> device.parentId().equals(parent)).toList();
    }
}
