// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a person does to a driver's bundle. */
final class BundleDisturbances {

    private final DriverBundles bundles;

    /** One change. */
    @FunctionalInterface
    private interface Change {
        void make(Bundle bundle) throws Exception;
    }

    BundleDisturbances(DriverBundles bundles) {
        this.bundles = bundles;
    }

    List<Disturbance> all() {
        return List.of(
                of("pull and drop", this::reinstall),
                of("update", Bundle::update),
                of("stop and start", bundle -> {
                    bundle.stop();
                    bundle.start();
                }),
                of("refresh", bundle -> bundles.framework().getBundle()
                        .adapt(FrameworkWiring.class).refreshBundles(List.of(bundle))));
    }

    private Disturbance of(String name, Change change) {
        return Disturbance.change(name, random -> {
            Optional<Bundle> bundle = bundles.any(random);
            if (bundle.isPresent()) {
                change.make(bundle.get());
            }
            return bundle.isPresent();
        });
    }

    private void reinstall(Bundle bundle) throws Exception {
        String location = bundle.getLocation();
        bundle.uninstall();
        bundles.framework().installBundle(location).start();
    }
}
