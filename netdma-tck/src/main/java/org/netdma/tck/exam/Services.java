// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/** The services that one call uses, held until it ends. */
final class Services implements AutoCloseable {

    private final BundleContext context;
    private final List<ServiceTracker<?, ?>> held = new ArrayList<>();

    Services(BundleContext context) {
        this.context = context;
    }

    /**
     * {@return a service, as soon as it is there}
     *
     * @param type   class that it is registered under
     * @param filter that its properties match; empty for any
     */
    Object get(String type, String filter) throws InvalidSyntaxException, InterruptedException {
        Filter wanted = context.createFilter("(&(%s=%s)%s)".formatted(Constants.OBJECTCLASS, type, filter));
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, wanted, null);
        tracker.open();
        held.add(tracker);
        Object service = tracker.waitForService(TimeUnit.SECONDS.toMillis(Service.LIMIT_SECONDS));
        if (service == null) {
            throw new NoSuchElementException(
                    "no service %s appeared within %d s".formatted(wanted, Service.LIMIT_SECONDS));
        }
        return service;
    }

    @Override
    public void close() {
        held.forEach(ServiceTracker::close);
    }
}
