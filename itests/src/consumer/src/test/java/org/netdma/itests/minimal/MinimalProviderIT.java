// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.minimal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.netdma.wdm.pnp.Device;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** The jar that this project has just made, in a container with NetDMA itself. */
@InFelix(NetDmaOptions.class)
class MinimalProviderIT {

    private static final String STARTED =
            "(&(" + Device.DRIVER + "=org.netdma.provider.minimal)(" + Device.STATE + "=STARTED))";

    @BeforeAll
    static void install(BundleContext context) throws BundleException {
        context.installBundle("file:target/minimal-provider-1.0.0.jar").start();
    }

    @Test
    void shouldCopy(@Service(filter = STARTED) Device device, @Service DmaClients clients,
            @Service PhysicalMemory memory) throws Exception {
        try (MemoryRegion source = memory.allocate(4096); MemoryRegion destination = memory.allocate(4096);
                DmaClient client = clients.register("test"); DmaChannel channel = client.allocateChannel()) {
            source.buffer().put(0, "what is copied".getBytes());
            channel.copy(source, 0, destination, 0, 4096);
            assertEquals(-1, source.buffer().mismatch(destination.buffer()));
        }
    }
}
