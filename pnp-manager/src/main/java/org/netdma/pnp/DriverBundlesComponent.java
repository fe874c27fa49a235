// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import java.util.List;
import java.util.Map;

import org.netdma.pnp.driver.BundleFacts.Activity;
import org.netdma.pnp.driver.BundleFacts;
import org.netdma.pnp.driver.StoreFolder;
import org.netdma.pnp.sequence.DriverReports;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;

/** Watches bundles: which are drivers, staged or started, and which lie in the driver store and are none. */
@Component(immediate = true, service = {})
public final class DriverBundlesComponent {

    /** The framework property that names the folder of the driver store. */
    static final String STORE_PROPERTY = "netdma.driver.store";

    private static final int EVERY_STATE = Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE
            | Bundle.STOPPING;

    private final BundleContext context;
    private final DriverReports reports;
    private final StoreFolder folder;
    private final BundleTracker<Bundle> tracker;
    private final FrameworkListener startLevels = this::startLevelChanged;

    @Activate
    public DriverBundlesComponent(BundleContext context, @Reference PlugAndPlay plugAndPlay) {
        this.context = context;
        reports = plugAndPlay.driverReports();
        folder = new StoreFolder(context.getProperty(STORE_PROPERTY));
        tracker = new BundleTracker<>(context, EVERY_STATE, null) {
            @Override
            public Bundle addingBundle(Bundle bundle, BundleEvent event) {
                see(bundle);
                return bundle;
            }

            @Override
            public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle same) {
                see(bundle);
            }

            @Override
            public void removedBundle(Bundle bundle, BundleEvent event, Bundle same) {
                reports.bundleGone(bundle.getBundleId());
            }
        };
        tracker.open();
        context.addFrameworkListener(startLevels);
    }

    private void see(Bundle bundle) {
        reports.bundleSeen(facts(context, bundle, folder.fileOf(bundle.getLocation())));
    }

    /** Some of the bundles may be started now that could not be started before. */
    private void startLevelChanged(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED || event.getType() == FrameworkEvent.STARTED) {
            for (Bundle bundle : context.getBundles()) {
                see(bundle);
            }
        }
    }

    @Deactivate
    void deactivate() {
        context.removeFrameworkListener(startLevels);
        tracker.close();
    }

    static BundleFacts facts(BundleContext context, Bundle bundle, String storeFile) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<Map<String, Object>> capabilities = revision == null ? List.of()
                : revision.getDeclaredCapabilities(PnpDriver.NAMESPACE).stream().map(BundleCapability::getAttributes)
                        .toList();
        String name = bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
        return new BundleFacts(bundle.getBundleId(), name, bundle.getVersion().toString(),
                activity(context, bundle), storeFile, capabilities);
    }

    private static Activity activity(BundleContext context, Bundle bundle) {
        if ((bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0) {
            return Activity.ACTIVE;
        }
        // Null for a bundle that is just being uninstalled.
        BundleStartLevel own = bundle.adapt(BundleStartLevel.class);
        boolean startable = own != null && !own.isPersistentlyStarted() && bundle.getState() != Bundle.STOPPING
                && isReached(context, own);
        return startable ? Activity.STOPPED : Activity.TO_BE_STARTED;
    }

    /** While the framework starts or stops, levels are on their way, and bundles come and go with them. */
    private static boolean isReached(BundleContext context, BundleStartLevel level) {
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        return system.getState() == Bundle.ACTIVE
                && level.getStartLevel() <= system.adapt(FrameworkStartLevel.class).getStartLevel();
    }
}
