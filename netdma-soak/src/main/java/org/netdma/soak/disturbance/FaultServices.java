// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.netdma.fault.FaultInjection;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The devices that take faults now, by instance id. */
record FaultServices(BundleContext context) implements Supplier<List<FaultInjection>> {

    @Override
    public List<FaultInjection> get() {
        try {
            Collection<ServiceReference<FaultInjection>> all = context.getServiceReferences(FaultInjection.class, null);
            return all.stream().map(context::getService).filter(Objects::nonNull)
                    .sorted(Comparator.comparing(FaultInjection::instanceId)).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter
        }
    }
}
