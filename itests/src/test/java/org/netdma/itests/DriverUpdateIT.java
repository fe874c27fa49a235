// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.memory.MemoryRegion;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** A driver is updated live: its devices restart with the new one, and nothing keeps the old classes in memory. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class DriverUpdateIT {

    private Machine machine;
    private Bundle system;

    @BeforeEach
    void open(BundleContext context) {
        machine = new Machine(context);
        system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    }

    @AfterEach
    void close() throws Exception {
        machine.uninstallDrivers();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-14] after an update the devices restart, and the old class loader is collected")
    void shouldLetGoOfTheOldDriver(ProviderBundle provider) throws Exception {
        Bundle bundle = machine.installAndStart(provider.jar());
        machine.awaitProvider(provider.instanceId());
        copyOnce();
        WeakReference<ClassLoader> old = classLoader(bundle);
        update(bundle, provider);
        machine.awaitProvider(provider.instanceId());
        copyOnce();
        assertEquals(List.of(provider.instanceId()), machine.devices());
        Await.until(() -> {
            System.gc();
            return old.get();
        }, gone -> gone == null, "class loader of the old " + bundle + " collected");
    }

    private static WeakReference<ClassLoader> classLoader(Bundle bundle) {
        return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    }

    private void update(Bundle bundle, ProviderBundle provider) throws Exception {
        Machine.update(bundle, provider.newerJar());
        CompletableFuture<FrameworkEvent> refreshed = new CompletableFuture<>();
        system.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), refreshed::complete);
        refreshed.get(60, TimeUnit.SECONDS);
    }

    /** So that channels, rings and threads of the driver have been in use. */
    private void copyOnce() throws Exception {
        try (DmaClient client = machine.clients().register("update");
                DmaChannel channel = client.allocateChannel();
                MemoryRegion source = machine.memory().allocate(4096);
                MemoryRegion destination = machine.memory().allocate(4096)) {
            Pattern.fillSource(source);
            channel.copy(source, 0, destination, 0, 4096);
            Pattern.assertCopied(destination, 0, 0, 4096);
        }
    }
}
