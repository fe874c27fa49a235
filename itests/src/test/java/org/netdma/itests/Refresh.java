// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

/** What the framework does when somebody refreshes a bundle. Uses no class of NetDMA, whose bundles it may concern. */
final class Refresh {

    private static final long LIMIT_SECONDS = 60;

    private Refresh() {
    }

    /** Stops a bundle and all that use its classes, and starts them with new ones; returns when that is done. */
    static void of(Bundle bundle, BundleContext context) throws Exception {
        CompletableFuture<FrameworkEvent> refreshed = new CompletableFuture<>();
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), refreshed::complete);
        refreshed.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
