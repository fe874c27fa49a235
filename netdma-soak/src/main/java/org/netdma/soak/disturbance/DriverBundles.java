// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** The bundles with drivers that have devices. */
final class DriverBundles {

    private final PnpManager pnp;
    private final BundleContext framework;

    DriverBundles(PnpManager pnp, BundleContext context) {
        this.pnp = pnp;
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
    }

    /** {@return one of them, if there are any} */
    Optional<Bundle> any(SplittableRandom random) {
        List<Bundle> bundles = pnp.drivers().stream().filter(driver -> !driver.devices().isEmpty())
                .map(DriverInfo::bundleId).filter(id -> id != Constants.SYSTEM_BUNDLE_ID).distinct()
                .map(framework::getBundle).filter(Objects::nonNull)
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE).toList();
        return bundles.isEmpty() ? Optional.empty() : Optional.of(bundles.get(random.nextInt(bundles.size())));
    }

    /** {@return the context in which bundles are installed that outlive this one} */
    BundleContext framework() {
        return framework;
    }
}
