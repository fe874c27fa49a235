// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.memory.MemoryRegion;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The bundles of NetDMA itself stop and start in any order, with providers running. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class RestartIT {

    private Machine machine;

    @BeforeEach
    void startBoth(BundleContext context) throws Exception {
        machine = new Machine(context);
        for (ProviderBundle provider : ProviderBundle.values()) {
            machine.installAndStart(provider.jar());
        }
        awaitAllWorks();
    }

    @AfterEach
    void stopBoth() throws Exception {
        machine.uninstallDrivers();
        assertEquals(List.of(), machine.clients().providers());
        assertEquals(List.of(), machine.devices());
    }

    private void awaitAllWorks() throws Exception {
        for (ProviderBundle provider : ProviderBundle.values()) {
            machine.awaitStarted(provider.instanceId());
            machine.awaitProvider(provider.instanceId());
        }
        try (DmaClient client = machine.clients().register("restart");
                DmaChannel channel = client.allocateChannel();
                MemoryRegion source = machine.memory().allocate(100);
                MemoryRegion destination = machine.memory().allocate(100)) {
            Pattern.fillSource(source);
            Pattern.fillDestination(destination);
            channel.copy(source, 1, destination, 2, 50);
            Pattern.assertCopied(destination, 1, 2, 50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"netdma-api", "netdma-core", "pnp-manager", "org.apache.felix.scr",
        "org.apache.felix.configadmin"})
    void shouldComeBackWhenABundleRestarts(String symbolicName) throws Exception {
        Bundle bundle = machine.bundle(symbolicName);
        bundle.stop();
        bundle.start();
        awaitAllWorks();
    }

    @ParameterizedTest
    @CsvSource({"netdma-core, pnp-manager", "pnp-manager, netdma-core"})
    void shouldComeBackInAnyOrder(String first, String second) throws Exception {
        machine.bundle(first).stop();
        machine.bundle(second).stop();
        machine.bundle(first).start();
        machine.bundle(second).start();
        awaitAllWorks();

        machine.bundle(first).stop();
        machine.bundle(second).stop();
        machine.bundle(second).start();
        machine.bundle(first).start();
        awaitAllWorks();
    }

    @Test
    void shouldWorkOnWithoutPnpManagerUntilItStops() throws Exception {
        Threads before = Threads.now();
        Bundle pnpManager = machine.bundle("pnp-manager");
        pnpManager.stop();
        assertEquals(List.of(), machine.clients().providers(), "devices are removed before the manager goes");
        before.awaitNoOthers();

        pnpManager.start();
        awaitAllWorks();
    }
}
