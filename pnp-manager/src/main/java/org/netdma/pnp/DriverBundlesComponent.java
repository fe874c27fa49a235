// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import java.util.List;
import java.util.Map;

import org.netdma.pnp.driver.BundleFacts;
import org.netdma.pnp.driver.StoreFolder;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
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

    private final BundleTracker<Bundle> tracker;

    @Activate
    public DriverBundlesComponent(BundleContext context, @Reference PlugAndPlay plugAndPlay) {
        StoreFolder folder = new StoreFolder(context.getProperty(STORE_PROPERTY));
        tracker = new BundleTracker<>(context, EVERY_STATE, null) {
            @Override
            public Bundle addingBundle(Bundle bundle, BundleEvent event) {
                plugAndPlay.bundleSeen(facts(bundle, folder.fileOf(bundle.getLocation())));
                return bundle;
            }

            @Override
            public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle same) {
                addingBundle(bundle, event);
            }

            @Override
            public void removedBundle(Bundle bundle, BundleEvent event, Bundle same) {
                plugAndPlay.bundleGone(bundle.getBundleId());
            }
        };
        tracker.open();
    }

    @Deactivate
    void deactivate() {
        tracker.close();
    }

    static BundleFacts facts(Bundle bundle, String storeFile) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<Map<String, Object>> capabilities = revision == null ? List.of()
                : revision.getDeclaredCapabilities(PnpDriver.NAMESPACE).stream().map(BundleCapability::getAttributes)
                        .toList();
        String name = bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
        boolean active = (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
        return new BundleFacts(bundle.getBundleId(), name, bundle.getVersion().toString(), active, storeFile,
                capabilities);
    }
}
