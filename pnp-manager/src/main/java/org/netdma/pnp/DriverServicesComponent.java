// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import org.netdma.pnp.sequence.DriverReports;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Watches driver services. Unbinding returns when the driver's devices are removed, while its classes still work
 * [PNP-14].
 */
@Component(immediate = true, service = {})
public final class DriverServicesComponent {

    private final BundleContext context;
    private final DriverReports reports;

    @Activate
    public DriverServicesComponent(BundleContext context, @Reference PlugAndPlay plugAndPlay) {
        this.context = context;
        reports = plugAndPlay.driverReports();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDriver(Driver driver, ServiceReference<Driver> reference) {
        Object name = reference.getProperty(PnpDriver.PREFIX_ + "name");
        reports.driverArrived(DriverBundlesComponent.facts(context, reference.getBundle(), ""),
                name == null ? "" : name.toString(), driver);
    }

    void unbindDriver(Driver driver) {
        reports.driverDeparted(driver);
    }

    @Deactivate
    void deactivate() {
        reports.allDriversDeparted();
    }
}
