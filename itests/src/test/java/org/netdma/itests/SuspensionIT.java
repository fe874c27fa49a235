// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
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

/** A client suspends a real engine and edits its chain, counted and linked. */
@InFelix({NetDmaOptions.class, TestBundles.class, ReferenceTwin.class})
class SuspensionIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int COPIES = 24;
    private static final int COPY = 64 << 10;
    private static final int ROUNDS = 25;

    private Machine machine;

    @BeforeEach
    void startBoth(BundleContext context, @Service ConfigurationAdmin configurations) throws Exception {
        machine = new Machine(context);
        ReferenceTwin.configure(configurations, Map.of("version", "1.1", "channels", 2));
        machine.installAndStart(ReferenceTwin.jar());
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
    }

    @AfterEach
    void stopBoth(@Service ConfigurationAdmin configurations) throws Exception {
        ReferenceTwin.forget(configurations);
        machine.uninstallDrivers();
        assertEquals(0, machine.memory().usage().regions());
    }

    @Test
    @DisplayName("[XFR-6] while the engine stands still a copy is cancelled, one put before the rest; then it goes on")
    void shouldEditWhileSuspended() throws Exception {
        for (String instanceId : List.of(ReferenceTwin.INSTANCE_ID, ProviderBundle.REFERENCE.instanceId())) {
            machine.awaitProvider(instanceId);
            try (DmaClient client = machine.clients().register("editor");
                    DmaChannel channel = client.allocateChannel(ChannelRequest.DEFAULT.withProvider(instanceId)
                            .withRingCapacity(64));
                    MemoryRegion source = machine.memory().allocate((COPIES + 1) * COPY);
                    MemoryRegion destination = machine.memory().allocate((COPIES + 1) * COPY)) {
                byte[] random = new byte[(COPIES + 1) * COPY];
                new Random(7).nextBytes(random);
                source.buffer().put(random);
                for (int round = 0; round < ROUNDS; round++) {
                    destination.buffer().put(new byte[random.length]);
                    edit(channel, source, destination, "%s, round %d".formatted(instanceId, round));
                }
            }
        }
    }

    @Test
    @DisplayName("[PWR-1] [XFR-6] a suspended channel is resumed and drained when its device goes to low power")
    void shouldSleepWhileSuspended(@Service PnpManager pnp) throws Exception {
        String instanceId = ProviderBundle.REFERENCE.instanceId();
        machine.awaitProvider(instanceId);
        try (DmaClient client = machine.clients().register("sleepy editor");
                DmaChannel channel = client.allocateChannel(ChannelRequest.DEFAULT.withProvider(instanceId));
                MemoryRegion source = machine.memory().allocate(COPIES * COPY);
                MemoryRegion destination = machine.memory().allocate(COPIES * COPY)) {
            byte[] random = new byte[COPIES * COPY];
            new Random(11).nextBytes(random);
            source.buffer().put(random);
            for (int round = 0; round < 5; round++) {
                destination.buffer().put(new byte[random.length]);
                for (int i = 0; i < COPIES; i++) {
                    assertTrue(channel.enqueueCopy(source, i * COPY, destination, i * COPY, COPY) > 0);
                }
                channel.submit();
                channel.suspend();

                pnp.setPower(instanceId, DevicePowerState.D3);

                assertEquals(ChannelState.POWERED_DOWN, channel.info().state());
                assertSame(source, destination, 0, COPIES, "in D3, round " + round);
                pnp.setPower(instanceId, DevicePowerState.D0);
                channel.copy(source, 0, destination, COPY, COPY);
                assertEquals(-1, source.buffer().slice(0, COPY).mismatch(destination.buffer().slice(COPY, COPY)));
            }
        }
    }

    private static void edit(DmaChannel channel, MemoryRegion source, MemoryRegion destination, String where)
            throws Exception {
        long first = 0;
        for (int i = 0; i < COPIES; i++) {
            long ticket = channel.enqueueCopy(source, i * COPY, destination, i * COPY, COPY);
            assertTrue(ticket > 0, where);
            first = i == 0 ? ticket : first;
        }
        long last = channel.submit();

        long done = channel.suspend();

        assertEquals(ChannelState.SUSPENDED, channel.info().state(), where);
        assertEquals(Refusal.SUSPENDED.code(), channel.enqueueNull(0), where);
        int copied = (int) Math.max(0, done - first + 1);
        int cancelled = done + 2 <= last ? (int) (done + 2 - first) : COPIES;
        if (cancelled < COPIES) {
            channel.cancel(done + 2);
        }
        long inserted = channel.insertCopy(source, COPIES * COPY, destination, COPIES * COPY, COPY);
        assertTrue(inserted > last, where);
        assertSame(source, destination, 0, copied, where);
        assertBlank(destination, copied, COPIES + 1, where);

        channel.resume();
        channel.await(inserted, LIMIT);

        assertSame(source, destination, 0, cancelled, where);
        assertBlank(destination, cancelled, Math.min(cancelled + 1, COPIES), where);
        assertSame(source, destination, Math.min(cancelled + 1, COPIES), COPIES + 1, where);
    }

    private static void assertSame(MemoryRegion source, MemoryRegion destination, int from, int to, String where)
            throws Exception {
        ByteBuffer expected = source.buffer().slice(from * COPY, (to - from) * COPY);
        assertEquals(-1, expected.mismatch(destination.buffer().slice(from * COPY, (to - from) * COPY)), where);
    }

    private static void assertBlank(MemoryRegion destination, int from, int to, String where) throws Exception {
        ByteBuffer blank = ByteBuffer.allocate((to - from) * COPY);
        assertEquals(-1, blank.mismatch(destination.buffer().slice(from * COPY, (to - from) * COPY)), where);
    }
}
