// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.memory.MemoryRegion;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.osgi.framework.BundleContext;

/** A device that is pulled out under its copies ends them with one status, whatever way their client waits. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class OneStatusPerEventIT {

    private static final int SIZE = 1 << 20;
    private static final int ROUNDS = 60;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final PciDevice DEVICE =
            PciDevice.of(0x1234, 0x0D3A).withMemoryWindows(65536L).withMessageInterrupts(16);

    private Machine machine;
    private VirtualPciBus bus;
    private DmaClient client;
    private MemoryRegion source;
    private MemoryRegion destination;

    /** How a client waits for a copy. */
    enum Way {
        AWAIT {
            @Override
            void copy(DmaChannel channel, MemoryRegion source, MemoryRegion destination) throws NetDmaException {
                channel.await(enqueued(channel, source, destination), LIMIT);
            }
        },
        POLL {
            @Override
            void copy(DmaChannel channel, MemoryRegion source, MemoryRegion destination) throws NetDmaException {
                long ticket = enqueued(channel, source, destination);
                while (channel.isPending(ticket)) {
                    Thread.onSpinWait();
                }
                channel.requireDone(ticket);
            }
        },
        COPY {
            @Override
            void copy(DmaChannel channel, MemoryRegion source, MemoryRegion destination) throws NetDmaException {
                channel.copy(source, 0, destination, 0, SIZE);
            }
        },
        COPY_ASYNC {
            @Override
            void copy(DmaChannel channel, MemoryRegion source, MemoryRegion destination) throws NetDmaException {
                try {
                    channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture()
                            .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
                } catch (CompletionException e) {
                    if (e.getCause() instanceof NetDmaException reason) {
                        throw reason;
                    }
                    throw e;
                }
            }
        };

        abstract void copy(DmaChannel channel, MemoryRegion source, MemoryRegion destination) throws NetDmaException;

        private static long enqueued(DmaChannel channel, MemoryRegion source, MemoryRegion destination) {
            long ticket = channel.enqueueCopy(source, 0, destination, 0, SIZE);
            channel.submit();
            return ticket;
        }
    }

    @BeforeEach
    void start(BundleContext context) throws Exception {
        machine = new Machine(context);
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        bus = machine.service(VirtualPciBus.class);
        client = machine.clients().register("one status");
        source = machine.memory().allocate(SIZE);
        destination = machine.memory().allocate(SIZE);
    }

    @AfterEach
    void stop() throws Exception {
        for (String id : bus.devices().keySet().toArray(String[]::new)) {
            bus.unplug(id);
        }
        client.close();
        source.close();
        destination.close();
        machine.uninstallDrivers();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[STO-1] [PNP-11] copies of a device that is pulled out end with DEVICE_REMOVED, or are done")
    void shouldSayThatTheDeviceIsRemoved(Way way) throws Exception {
        Map<NtStatus, Integer> ends = new EnumMap<>(NtStatus.class);
        for (int round = 0; round < ROUNDS; round++) {
            String id = bus.plug(DEVICE);
            machine.awaitProvider(id);
            try (DmaChannel channel = client.allocateChannel(ChannelRequest.DEFAULT.withProvider(id))) {
                way.copy(channel, source, destination); // warm
                CompletableFuture<NtStatus> end = CompletableFuture.supplyAsync(() -> {
                    while (true) {
                        try {
                            way.copy(channel, source, destination);
                        } catch (NetDmaException e) {
                            return e.status();
                        }
                    }
                });
                bus.unplug(id);
                ends.merge(end.get(LIMIT.toSeconds(), TimeUnit.SECONDS), 1, Integer::sum);
                assertEquals(NtStatus.DEVICE_REMOVED, assertThrows(NetDmaException.class,
                        () -> way.copy(channel, source, destination)).status());
            } catch (ExecutionException e) {
                throw new AssertionError("round " + round, e);
            }
        }
        assertEquals(Map.of(NtStatus.DEVICE_REMOVED, ROUNDS), ends);
    }
}
