// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a person does to a driver's bundle. */
record BundleDisturbance(String name, DriverBundles bundles, Change change) implements Disturbance {

    /** One change. */
    @FunctionalInterface
    interface Change {
        void make(Bundle bundle, DriverBundles bundles) throws Exception;
    }

    /** {@return all of them} */
    static List<Disturbance> all(DriverBundles bundles) {
        return List.of(
                new BundleDisturbance("pull and drop", bundles, BundleDisturbance::reinstall),
                new BundleDisturbance("update", bundles, (bundle, all) -> bundle.update()),
                new BundleDisturbance("stop and start", bundles, (bundle, all) -> {
                    bundle.stop();
                    bundle.start();
                }),
                new BundleDisturbance("refresh", bundles, (bundle, all) -> all.framework().getBundle()
                        .adapt(FrameworkWiring.class).refreshBundles(List.of(bundle))));
    }

    private static void reinstall(Bundle bundle, DriverBundles bundles) throws Exception {
        String location = bundle.getLocation();
        bundle.uninstall();
        bundles.framework().installBundle(location).start();
    }

    @Override
    public boolean disturb(SplittableRandom random) throws Exception {
        Optional<Bundle> bundle = bundles.any(random);
        if (bundle.isPresent()) {
            change.make(bundle.get(), bundles);
        }
        return bundle.isPresent();
    }
}
