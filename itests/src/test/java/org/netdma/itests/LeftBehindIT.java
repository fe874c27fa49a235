// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClients;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** What a client bundle leaves open when it stops is closed for it. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class LeftBehindIT {

    private Machine machine;
    private Bundle careless;

    @BeforeEach
    void startProviderAndClient(BundleContext context) throws Exception {
        machine = new Machine(context);
        machine.installAndStart(ProviderBundle.MINIMAL.jar());
        machine.awaitProvider(ProviderBundle.MINIMAL.instanceId());
        careless = context.installBundle("careless", EmptyBundle.named("careless"));
        careless.start();
    }

    @AfterEach
    void uninstallBoth() throws Exception {
        careless.uninstall();
        machine.uninstallDrivers();
    }

    @Test
    void shouldCloseWhatABundleLeavesOpen() throws Exception {
        BundleContext client = careless.getBundleContext();
        DmaChannel channel = client.getService(client.getServiceReference(DmaClients.class)).register("careless")
                .allocateChannel();
        MemoryRegion region = client.getService(client.getServiceReference(PhysicalMemory.class)).allocate(4096);
        long ticket = channel.enqueueCopy(region, 0, region, 2048, 1024);
        channel.submit();
        Await.until(channel::poll, done -> done == ticket, "copy done");
        assertEquals(1, machine.memory().usage().regions());
        assertEquals(4096, machine.memory().usage().bytes());

        careless.stop();
        assertFalse(region.isOpen());
        assertEquals(0, machine.memory().usage().regions());
        assertEquals(0, machine.memory().usage().bytes());
        assertEquals(List.of(), machine.clients().channels());
        assertEquals(Refusal.CHANNEL_CLOSED.code(), channel.poll());
        assertEquals(0, machine.awaitProvider(ProviderBundle.MINIMAL.instanceId()).channelsInUse());
    }
}
