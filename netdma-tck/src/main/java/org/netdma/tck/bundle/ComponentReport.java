// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bundle;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What Declarative Services says of the components of a bundle. */
final class ComponentReport {

    private final BundleContext context;
    private final Bundle bundle;

    ComponentReport(BundleContext context, Bundle bundle) {
        this.context = context;
        this.bundle = bundle;
    }

    /** {@return the services that the bundle's components wait for, in words; empty when none waits} */
    List<String> missing() {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        if (reference == null) {
            return List.of("Declarative Services, which is not there");
        }
        try {
            ServiceComponentRuntime runtime = context.getService(reference);
            return runtime.getComponentDescriptionDTOs(bundle).stream()
                    .flatMap(component -> missing(runtime, component)).toList();
        } finally {
            context.ungetService(reference);
        }
    }

    private static Stream<String> missing(ServiceComponentRuntime runtime, ComponentDescriptionDTO component) {
        Set<String> names = runtime.getComponentConfigurationDTOs(component).stream()
                .flatMap(configuration -> Arrays.stream(configuration.unsatisfiedReferences))
                .map(reference -> reference.name).collect(Collectors.toSet());
        return Arrays.stream(component.references).filter(reference -> names.contains(reference.name))
                .map(reference -> reference.target == null ? reference.interfaceName
                        : reference.interfaceName + " " + reference.target);
    }
}
