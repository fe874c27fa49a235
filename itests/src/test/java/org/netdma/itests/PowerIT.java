// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderState;
import org.netdma.client.Refusal;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.BundleContext;

/** The device of an engine goes to low power and back, under clients. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class PowerIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ProviderBundle REFERENCE = ProviderBundle.REFERENCE;
    private static final int SIZE = 1 << 20;
    private static final int CYCLES = 10;

    private Machine machine;

    @BeforeEach
    void start(BundleContext context) throws Exception {
        machine = new Machine(context);
        machine.installAndStart(REFERENCE.jar());
        machine.awaitProvider(REFERENCE.instanceId());
    }

    @AfterEach
    void stop() throws Exception {
        machine.uninstallDrivers();
        assertEquals(0, machine.memory().usage().regions());
    }

    @Test
    @DisplayName("[PWR-1] [PWR-2] a channel sleeps with its device, and copies again when that wakes")
    void shouldSleepAndWake(@Service DmaClients clients, @Service PhysicalMemory memory, @Service PnpManager pnp)
            throws Exception {
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        try (DmaClient client = clients.register("sleeper", event -> told.add(event.getClass().getSimpleName()));
                DmaChannel channel = client.allocateChannel();
                MemoryRegion source = memory.allocate(SIZE);
                MemoryRegion destination = memory.allocate(SIZE)) {
            Pattern.fillSource(source);
            long ticket = 0;
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                Pattern.fillDestination(destination);
                for (int part = 0; part < 64; part++) {
                    ticket = channel.enqueueCopy(source, part * 1000, destination, part * 1000, 1000);
                    assertTrue(ticket > 0, () -> Refusal.of(channel.poll()).message());
                }
                assertEquals(ticket, channel.submit());

                pnp.setPower(REFERENCE.instanceId(), DevicePowerState.D3);

                assertEquals(ticket, channel.poll(), "what was outstanding is done");
                Pattern.assertCopied(destination, 0, 0, 64_000);
                assertEquals(ProviderState.POWERED_DOWN, clients.providers().get(0).state());
                assertEquals(ChannelState.POWERED_DOWN, channel.info().state());
                assertEquals(Refusal.PROVIDER_POWERED_DOWN.code(), channel.enqueueNull(0));
                assertEquals(NtStatus.DEVICE_POWERED_OFF,
                        assertThrows(NetDmaException.class, client::allocateChannel).status());

                pnp.setPower(REFERENCE.instanceId(), DevicePowerState.D0);

                assertEquals(ProviderState.STARTED, clients.providers().get(0).state());
                channel.copy(source, 0, destination, 0, SIZE);
                Pattern.assertCopied(destination, 0, 0, SIZE);
            }
            assertEquals(65L * CYCLES, channel.info().completed(), "without what the interface adds");
        }
        List<String> expected = new ArrayList<>(List.of("ProviderRegistered", "ProviderArrival", "ChannelArrival"));
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            expected.addAll(List.of("ProviderPowerDown", "ProviderPowerUp", "ChannelArrival"));
        }
        List<String> heard = List.copyOf(told); // once: news may be on its way still
        assertEquals(expected.subList(0, heard.size()), heard);
    }

    @Test
    @DisplayName("[PWR-1] [CLI-2] copies that wait for an engine wait for one that sleeps; none is lost")
    void shouldLoseNoCopy(@Service ManagedCopies copies, @Service PhysicalMemory memory, @Service PnpManager pnp)
            throws Exception {
        CopierPolicy policy = CopierPolicy.DEFAULT.withInlineBelow(0).with(WhenNoEngine.WAIT).withAttempts(100)
                .withWaitLimit(LIMIT);
        try (MemoryRegion source = memory.allocate(SIZE);
                MemoryRegion destination = memory.allocate(SIZE);
                ManagedCopier copier = copies.open("restless", policy)) {
            Pattern.fillSource(source);
            Pattern.fillDestination(destination);
            List<Future<Void>> stages = new ArrayList<>();
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                for (int part = 0; part < 1000; part++) {
                    stages.add(copier.copy(source, part * 1000, destination, part * 1000, 1000).toCompletableFuture());
                }
                pnp.setPower(REFERENCE.instanceId(), DevicePowerState.D3);
                stages.add(copier.copy(source, 0, destination, 0, SIZE).toCompletableFuture());
                pnp.setPower(REFERENCE.instanceId(), DevicePowerState.D0);
            }
            for (Future<Void> stage : stages) {
                stage.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            Pattern.assertCopied(destination, 0, 0, SIZE);
            assertEquals(0, copier.statistics().failed());
            assertEquals(1001L * CYCLES, copier.statistics().byEngine());
        }
    }

    @Test
    @DisplayName("[STO-1] [PNP-10] a bundle can be stopped while its device sleeps, and starts with the device awake")
    void shouldBeStoppedWhileItSleeps(@Service DmaClients clients, @Service PhysicalMemory memory,
            @Service PnpManager pnp) throws Exception {
        try (DmaClient client = clients.register("left alone"); DmaChannel channel = client.allocateChannel()) {
            pnp.setPower(REFERENCE.instanceId(), DevicePowerState.D3);
            machine.bundleAt(REFERENCE.jar()).stop();
            assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.poll());
            assertTrue(clients.providers().isEmpty());
            machine.bundleAt(REFERENCE.jar()).start();
            machine.awaitProvider(REFERENCE.instanceId());
            assertEquals(DevicePowerState.D0, pnp.device(REFERENCE.instanceId()).orElseThrow().powerState());
            try (DmaChannel next = client.allocateChannel(); MemoryRegion region = memory.allocate(SIZE)) {
                CompletableFuture<Void> stage =
                        next.copyAsync(region, 0, region, SIZE / 2, SIZE / 2).toCompletableFuture();
                stage.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }
}
