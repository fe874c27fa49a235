// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.netdma.core.shell.text.Json;
import org.netdma.core.shell.text.Table;
import org.netdma.fault.Fault;
import org.netdma.fault.FaultInjection;
import org.netdma.fault.FaultKind;
import org.netdma.fault.InjectedFault;
import org.netdma.wdm.NtStatusException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Injects faults, lists them, and takes them back. */
@Command(name = "netdma:inject", sortOptions = false, description = "Lets a device do wrong on purpose, to see what "
        + "becomes of its copies. Without FAULT it shows what is injected, without DEVICE what can be.")
final class InjectCommand extends ShellCommand {

    private static final String NONE = "no device takes faults: the driver of a started device has to offer it";

    @Parameters(index = "0", arity = "0..1", paramLabel = "DEVICE", description = "Its instance id, in any case, with "
            + "/ or \\ between the parts, or as much of its beginning or end as no other device shares: "
            + "NETDMA_REFERENCE/0000")
    private String device;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FAULT", description = "What shall go wrong: engine-error, "
            + "hang, slow, corruption, lost-interrupt, spurious-interrupt, allocation-failure or driver-exception.")
    private String fault;

    @Parameters(index = "2..*", paramLabel = "NAME=VALUE", description = "Its parameters, where they differ from the "
            + "defaults. every=N alone is each Nth descriptor until --clear, times=0 no end before --clear.")
    private Map<String, String> values = Map.of();

    @Option(names = "--clear", description = "Take back what is injected, into DEVICE or into all.")
    private boolean clear;

    private final Map<String, FaultInjection> devices;

    /** @param devices that take faults, by instance id */
    InjectCommand(Map<String, FaultInjection> devices) {
        this.devices = devices;
    }

    @Override
    void run(ShellContext context) throws CommandFailure {
        if (clear && fault != null) {
            throw new CommandFailure("--clear takes faults back, and FAULT injects one: give one of the two");
        }
        Collection<FaultInjection> meant = device == null ? devices.values() : List.of(chosen());
        if (fault != null) {
            inject(meant.iterator().next());
        } else if (clear) {
            meant.forEach(FaultInjection::clear);
        }
        if (json()) {
            List<Map<String, Object>> all = meant.stream().map(InjectCommand::fields).toList();
            context.out().println(device == null ? Json.lines(all) : Json.of(all.get(0)));
            return;
        }
        if (device == null && !clear) {
            context.out().println(faults());
        }
        context.out().print(meant.isEmpty() ? NONE + "\n" : injected(meant));
    }

    private FaultInjection chosen() throws CommandFailure {
        String id = DeviceChoice.of(device, devices.keySet());
        FaultInjection chosen = devices.get(id);
        if (chosen == null) {
            throw new CommandFailure(id + " has just stopped: try again when it is started");
        }
        return chosen;
    }

    private void inject(FaultInjection target) throws CommandFailure {
        Fault wanted = FaultSyntax.read(FaultSyntax.kind(fault), values);
        try {
            target.inject(wanted);
        } catch (NtStatusException refused) {
            throw new CommandFailure(refused.getMessage(), refused);
        }
    }

    private static Table faults() {
        Table table = new Table("Fault", "Parameters and their defaults", "What happens");
        for (FaultKind kind : FaultKind.values()) {
            table.add(kind.label(), FaultSyntax.text(FaultSyntax.defaults(kind)), FaultSyntax.effect(kind));
        }
        return table;
    }

    private static Table injected(Collection<FaultInjection> devices) {
        Table table = new Table("Device", "Injected", "Parameters", ">Happened", "State");
        for (FaultInjection each : devices) {
            List<InjectedFault> injected = each.injected();
            if (injected.isEmpty()) {
                table.add(each.instanceId(), "-", "-", "-", "-");
            }
            injected.forEach(one -> table.add(each.instanceId(), one.fault().kind().label(),
                    FaultSyntax.text(FaultSyntax.parameters(one.fault())), one.occurrences(),
                    one.armed() ? "armed" : "over"));
        }
        return table;
    }

    private static Map<String, Object> fields(FaultInjection device) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("device", device.instanceId());
        fields.put("faults", Stream.of(FaultKind.values()).filter(device.kinds()::contains).map(FaultKind::label)
                .toList());
        fields.put("injected", device.injected().stream().map(InjectCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(InjectedFault one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fault", one.fault().kind().label());
        fields.put("parameters", FaultSyntax.parameters(one.fault()));
        fields.put("occurrences", one.occurrences());
        fields.put("armed", one.armed());
        return fields;
    }
}
