// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell.parameters;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeService;

/** {@code shell:parameters}: what a file in {@code conf/} can have. */
@Component(service = ParametersCommand.class, property = {"osgi.command.scope=shell",
    "osgi.command.function=parameters"})
public final class ParametersCommand {

    private static final String USAGE = """
            Usage: shell:parameters [PID]
            Lists what can be configured, by files conf/PID.cfg with lines NAME=VALUE.
                  PID   Show the parameters of this one.""";

    private final ParameterCatalog catalog;

    @Activate
    public ParametersCommand(@Reference MetaTypeService metatype, BundleContext context) {
        this(new ParameterCatalog(metatype, context));
    }

    ParametersCommand(ParameterCatalog catalog) {
        this.catalog = catalog;
    }

    /** Lists the PIDs, or the parameters of one. */
    @Descriptor("lists what can be configured in conf/: PIDs and their parameters")
    public void parameters(CommandSession session, String[] arguments) {
        PrintStream out = session.getConsole();
        if (arguments.length == 0) {
            list(out);
        } else if (arguments.length > 1) {
            throw new IllegalArgumentException("parameters: expected nothing or one PID, such as org.netdma.core");
        } else if (List.of("-h", "--help").contains(arguments[0])) {
            out.println(USAGE);
        } else {
            show(out, arguments[0]);
        }
    }

    private void list(PrintStream out) {
        List<ParameterSet> sets = catalog.sets();
        int width = width(sets, ParameterSet::pid);
        sets.forEach(set -> out.printf("%-" + width + "s  %s%n", set.pid(), set.name()));
    }

    private void show(PrintStream out, String pid) {
        ParameterSet set = catalog.set(pid).orElseThrow(() -> new IllegalArgumentException(
                "parameters: no bundle here has parameters of the PID " + pid
                        + "; 'parameters' lists those there are"));
        out.println(set.name() + (set.description().isEmpty() ? "" : ": " + set.description()));
        List<Parameter> parameters = set.parameters();
        String row = "  %-" + width(parameters, Parameter::name) + "s  %-" + width(parameters, Parameter::domain)
                + "s  %-" + width(parameters, Parameter::defaultValue) + "s  %s";
        for (Parameter parameter : parameters) {
            out.println(row.formatted(parameter.name(), parameter.domain(), parameter.defaultValue(),
                    parameter.description()).stripTrailing());
        }
    }

    private static <T> int width(List<T> rows, Function<T, String> column) {
        return Math.max(1, rows.stream().map(column).mapToInt(String::length).max().orElse(1));
    }
}
