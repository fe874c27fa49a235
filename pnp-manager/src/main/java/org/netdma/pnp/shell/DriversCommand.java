// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.netdma.pnp.shell.text.Columns;
import org.netdma.pnp.shell.text.JsonWriter;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.PnpManager;

import picocli.CommandLine.Command;

/** Lists the driver packages. */
@Command(name = "pnp:drivers", sortOptions = false,
        description = "Lists the driver packages: staged and loaded ones, failed ones with the reason, "
                + "and bundles in the driver store that are no drivers.")
final class DriversCommand extends PnpCommand {

    DriversCommand(PnpManager manager) {
        super(manager);
    }

    @Override
    void run(PrintStream out) {
        List<DriverInfo> drivers = manager.drivers();
        if (json()) {
            out.println(JsonWriter.writeLines(drivers.stream().map(DriversCommand::fields).toList()));
        } else if (drivers.isEmpty()) {
            out.println("no driver is there: put the jar of a driver bundle into the folder providers/");
        } else {
            print(out, drivers);
        }
    }

    private static void print(PrintStream out, List<DriverInfo> drivers) {
        Columns columns = new Columns("").add("Driver", "Version", "Bundle", "State", "Devices", "Hardware ids");
        drivers.forEach(driver -> columns.add(driver.name(), driver.version(), driver.bundleId(), driver.state(),
                driver.devices().size(), DeviceText.orDash(String.join(", ", driver.hardwareIds()))));
        out.print(columns);
        drivers.stream().filter(driver -> !driver.detail().isEmpty())
                .forEach(driver -> out.println(driver.name() + ": " + driver.detail()));
    }

    private static Map<String, Object> fields(DriverInfo driver) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", driver.name());
        fields.put("version", driver.version());
        fields.put("bundleId", driver.bundleId());
        fields.put("state", driver.state().name());
        fields.put("hardwareIds", driver.hardwareIds());
        fields.put("devices", driver.devices());
        fields.put("detail", driver.detail());
        return fields;
    }
}
