// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.util.List;
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
import org.osgi.framework.wiring.BundleWiring;

/** A driver is updated live: its devices restart with the new one, and nothing keeps the old classes in memory. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class DriverUpdateIT {

    private Machine machine;
    private BundleContext context;

    @BeforeEach
    void open(BundleContext probe) {
        context = probe;
        machine = new Machine(context);
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
        WeakReference<ClassLoader> old = new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
        Machine.update(bundle, provider.newerJar());
        Refresh.of(bundle, context);
        machine.awaitProvider(provider.instanceId());
        copyOnce();
        assertEquals(List.of(provider.instanceId()), machine.devices());
        Await.collected(old, "class loader of the old " + bundle);
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
