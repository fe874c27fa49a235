// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell.parameters;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of one PID.
 *
 * @param pid         name of the file in {@code conf/}, without {@code .cfg}
 * @param name        for people
 * @param description for people
 * @param parameters  in the order of their declaration
 */
record ParameterSet(String pid, String name, String description, List<Parameter> parameters) {

    /** What File Install and ConfigurationAdmin add to each configuration. */
    private static final Set<String> ADDED =
            Set.of("felix.fileinstall.filename", "service.pid", "service.factoryPid", "service.bundleLocation");

    ParameterSet {
        parameters = List.copyOf(parameters);
    }

    /**
     * {@return what is wrong with the names in a configuration of this PID, if anything is}
     *
     * @param configured names that it has
     */
    Optional<String> objection(Collection<String> configured) {
        Set<String> unknown = new TreeSet<>(configured);
        unknown.removeAll(ADDED);
        List<String> known = parameters.stream().map(Parameter::name).toList();
        unknown.removeAll(known);
        unknown.removeIf(name -> name.startsWith(".")); // private by convention
        return unknown.isEmpty() ? Optional.empty()
                : Optional.of("configuration %s: %s no parameter of it, so nobody reads it; there are %s"
                        .formatted(pid, String.join(", ", unknown) + (unknown.size() == 1 ? " is" : " are"),
                                String.join(", ", known)));
    }
}
