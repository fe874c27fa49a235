// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import org.netdma.pnp.driver.BundleStarter;
import org.netdma.pnp.sequence.DriverReports;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Starts the bundles of staged drivers, so that the framework does not start them again by itself. */
@Component(immediate = true, service = {})
public final class BundleStarterComponent implements BundleStarter {

    private final BundleContext context;
    private final DriverReports reports;

    @Activate
    public BundleStarterComponent(BundleContext context, @Reference PlugAndPlay plugAndPlay) {
        this.context = context;
        reports = plugAndPlay.driverReports();
        reports.startBundlesWith(this);
    }

    @Deactivate
    void deactivate() {
        reports.startBundlesWith(null);
    }

    @Override
    public void start(long bundleId) throws NtStatusException {
        try {
            find(bundleId).start(Bundle.START_TRANSIENT);
        } catch (BundleException | IllegalStateException refused) {
            throw failed("PNP-16", refused);
        }
    }

    @Override
    public void stop(long bundleId) throws NtStatusException {
        try {
            Bundle bundle = find(bundleId);
            if (!bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
                bundle.stop(Bundle.STOP_TRANSIENT);
            }
        } catch (BundleException | IllegalStateException refused) {
            throw failed("PNP-12", refused);
        }
    }

    private Bundle find(long bundleId) throws NtStatusException {
        Bundle bundle = context.getBundle(bundleId);
        if (bundle == null) {
            throw new NtStatusException(NtStatus.NOT_FOUND, "PNP-14", "bundle " + bundleId + " is uninstalled");
        }
        return bundle;
    }

    private static NtStatusException failed(String rule, Exception cause) {
        return new NtStatusException(NtStatus.UNSUCCESSFUL, rule, String.valueOf(cause.getMessage()), cause);
    }
}
