// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The bundles of NetDMA are refreshed with providers running: all that use their classes stop, and start with new ones.
 * To stay out of that the test itself uses no class of NetDMA, and asks its services by reflection.
 */
@InFelix({NetDmaOptions.class, TestBundles.class})
class RefreshIT {

    private static final String ENGINE = "ROOT\\NETDMA_MINIMAL\\0000";
    private static final String CLIENTS = "org.netdma.client.DmaClients";

    static Stream<Arguments> refreshed() {
        return Stream.of("netdma-api", "netdma-core", "pnp-manager")
                .flatMap(bundle -> Stream.of(Load.values()).map(load -> arguments(bundle, load)));
    }

    @ParameterizedTest
    @MethodSource("refreshed")
    @DisplayName("[PNP-14] a bundle of NetDMA is refreshed, and with it all that use it: they come back")
    void shouldComeBack(String symbolicName, Load load, BundleContext context) throws Exception {
        try (Copies copies = load.start(context)) {
            shouldComeBack(symbolicName, copies, context);
        }
    }

    private static void shouldComeBack(String symbolicName, Copies copies, BundleContext context) throws Exception {
        Bundle minimal = context.installBundle(TestBundles.minimalProvider("1.0.0").toUri().toString());
        minimal.start();
        awaitProvider(context);
        copies.awaitMoreBy(ENGINE);
        Class<?> before = minimal.loadClass("org.netdma.wdm.driver.Driver");

        Refresh.of(bundle(context, symbolicName), context);
        awaitProvider(context);
        copies.awaitMoreBy(ENGINE);
        if (symbolicName.equals("netdma-api")) {
            assertNotSame(before, minimal.loadClass("org.netdma.wdm.driver.Driver"));
        }
        minimal.uninstall();
    }

    private static void awaitProvider(BundleContext context) throws Exception {
        Await.until(() -> providers(context),
                providers -> providers.size() == 1 && providers.get(0).toString().contains("state=STARTED"),
                "one started provider");
    }

    /** Asks in the name of NetDMA's own bundle: the framework would wire the test's bundle to what it asks for. */
    private static List<?> providers(BundleContext context) throws Exception {
        BundleContext core = bundle(context, "netdma-core").getBundleContext();
        ServiceReference<?> reference = core == null ? null : core.getServiceReference(CLIENTS);
        Object clients = reference == null ? null : core.getService(reference);
        return clients == null ? List.of()
                : (List<?>) bundle(context, "netdma-api").loadClass(CLIENTS).getMethod("providers").invoke(clients);
    }

    private static Bundle bundle(BundleContext context, String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName())).findFirst().orElseThrow();
    }
}
