// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** The engine of a 1.0 provider sleeps and wakes, and nobody is told. */
@InFelix({NetDmaOptions.class, TestBundles.class, ReferenceTwin.class})
class SilentPowerIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SIZE = 64_000;

    private Machine machine;

    @BeforeEach
    void start(BundleContext context, @Service ConfigurationAdmin configurations) throws Exception {
        machine = new Machine(context);
        ReferenceTwin.configure(configurations, Map.of("version", "1.0", "channels", 2));
        machine.installAndStart(ReferenceTwin.jar());
        assertEquals("1.0", machine.awaitProvider(ReferenceTwin.INSTANCE_ID).version().toString());
    }

    @AfterEach
    void stop(@Service ConfigurationAdmin configurations) throws Exception {
        ReferenceTwin.forget(configurations);
        machine.uninstallDrivers();
        assertEquals(0, machine.memory().usage().regions());
    }

    @Test
    @DisplayName("[PWR-3] what is outstanding ends before it sleeps; what is refused then is copied when it is awake")
    void shouldCopyAfterItWakes(@Service PnpManager pnp) throws Exception {
        try (DmaClient client = machine.clients().register("not told");
                DmaChannel channel = client.allocateChannel(
                        ChannelRequest.DEFAULT.withProvider(ReferenceTwin.INSTANCE_ID));
                MemoryRegion source = machine.memory().allocate(SIZE);
                MemoryRegion destination = machine.memory().allocate(SIZE)) {
            Pattern.fillSource(source);
            for (int cycle = 0; cycle < 10; cycle++) {
                Pattern.fillDestination(destination);
                long ticket = 0;
                for (int part = 0; part < 32; part++) {
                    ticket = channel.enqueueCopy(source, part * 1000, destination, part * 1000, 1000);
                }
                assertEquals(ticket, channel.submit());

                pnp.setPower(ReferenceTwin.INSTANCE_ID, DevicePowerState.D3);

                assertEquals(ticket, channel.poll(), "what was outstanding is done");
                for (int part = 32; part < 64; part++) {
                    ticket = channel.enqueueCopy(source, part * 1000, destination, part * 1000, 1000);
                    assertTrue(ticket > 0);
                }
                assertEquals(Refusal.PROVIDER_REFUSED.code(), channel.submit(), "nobody knows that it sleeps");
                Pattern.assertCopied(destination, 0, 0, 32_000);

                pnp.setPower(ReferenceTwin.INSTANCE_ID, DevicePowerState.D0);

                assertTrue(channel.submit() >= ticket, "it is refused still");
                channel.await(ticket, LIMIT);
                Pattern.assertCopied(destination, 0, 0, SIZE);
            }
        }
    }
}
