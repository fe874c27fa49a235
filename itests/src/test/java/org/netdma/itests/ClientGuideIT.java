// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.Refusal;
import org.netdma.client.event.ClientEvent;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.osgi.framework.BundleContext;

/** The code that {@code docs/clients.md} shows; {@link ReadmeTest} compares the two. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class ClientGuideIT {

    private static final int SIZE = 1 << 20;

    private Machine machine;
    private MemoryRegion source;
    private MemoryRegion destination;

    @BeforeEach
    void start(BundleContext context) throws Exception {
        machine = new Machine(context);
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        machine.awaitProvider(ProviderBundle.REFERENCE.instanceId());
        source = machine.memory().allocate(SIZE);
        destination = machine.memory().allocate(SIZE);
        Pattern.fillSource(source);
    }

    @AfterEach
    void stop() throws Exception {
        assertEquals(-1, source.buffer().mismatch(destination.buffer()), "the first byte that was not copied");
        source.close();
        destination.close();
        machine.uninstallDrivers();
    }

    @Test
    void shouldCopyInBatches(@Service DmaClients clients) throws Exception {
        try (DmaClient client = clients.register("batches"); DmaChannel channel = client.allocateChannel()) {
            // guide: batches
            long last = 0;
            for (int offset = 0; offset < SIZE; offset += 4096) {
                last = channel.enqueueCopy(source, offset, destination, offset, 4096);
                if (Refusal.isRefusal(last)) {
                    throw Refusal.of(last).toException();       // RING_FULL: submit, poll, go on
                }
            }
            channel.submit();                                   // one doorbell for 256 copies
            while (channel.poll() < last) {
                Thread.onSpinWait();                            // or do something else meanwhile
            }
            // end
        }
    }

    @Test
    void shouldTellAListener(@Service DmaClients clients) throws Exception {
        CompletableFuture<Long> done = new CompletableFuture<>();
        try (DmaClient client = clients.register("listener")) {
            // guide: listener
            DmaChannel channel = client.allocateChannel(ChannelRequest.DEFAULT.withAffinityMask(0b1),
                    (ofChannel, ticket) -> done.complete(ticket));      // on the DPC thread of CPU 0
            long half = channel.enqueueCopy(source, 0, destination, 0, SIZE / 2);
            long whole = channel.enqueueCopy(source, SIZE / 2, destination, SIZE / 2, SIZE / 2,
                    ControlFlags.INTERRUPT_ON_COMPLETION);
            channel.submit();
            // end
            assertEquals(whole, done.get(20, TimeUnit.SECONDS));
            assertTrue(half < whole);
            channel.close();
        }
    }

    @Test
    void shouldGather(@Service DmaClients clients) throws Exception {
        try (DmaClient client = clients.register("gather"); DmaChannel channel = client.allocateChannel()) {
            int half = SIZE / 2;
            // guide: gather
            ScatterGatherList from = ScatterGatherList.of(new Element(source, half, half), new Element(source, 0, half));
            ScatterGatherList to = ScatterGatherList.of(new Element(destination, half, 1000),
                    new Element(destination, half + 1000, half - 1000), new Element(destination, 0, half));
            long ticket = channel.enqueueGather(from, to, ControlFlags.SERIALIZE_TRANSFER);
            channel.submit();
            channel.await(ticket, Duration.ofSeconds(10));
            // end
        }
    }

    @Test
    void shouldEditASuspendedChain(@Service DmaClients clients) throws Exception {
        int half = SIZE / 2;
        try (DmaClient client = clients.register("editor"); DmaChannel channel = client.allocateChannel()) {
            channel.copy(source, 0, destination, 0, half);
            long unwanted = channel.enqueueNull(0);
            // guide: suspend
            channel.submit();
            long done = channel.suspend();                      // the engine stands still
            if (done < unwanted) {
                channel.cancel(unwanted);                       // it moves nothing when its turn comes
            }
            long urgent = channel.insertCopy(source, half, destination, half, half);
            channel.resume();
            channel.await(urgent, Duration.ofSeconds(10));      // it ran first
            // end
        }
    }

    @Test
    void shouldFollowProviders(@Service DmaClients clients) throws Exception {
        CompletableFuture<String> arrival = new CompletableFuture<>();
        // guide: events
        DmaClient client = clients.register("watcher", event -> {
            if (event instanceof ClientEvent.ProviderArrival arrived) {
                arrival.complete(arrived.provider().friendlyName());
            } else if (event instanceof ClientEvent.ProviderPowerDown || event instanceof ClientEvent.ProviderRemoval) {
                // use another provider, or wait
            }
        });
        // end
        assertEquals("NetDMA reference engine", arrival.get(20, TimeUnit.SECONDS));
        try (client; DmaChannel channel = client.allocateChannel()) {
            channel.copy(source, 0, destination, 0, SIZE);
        }
    }

    @Test
    void shouldSurviveEngines(@Service ManagedCopies copies) throws Exception {
        // guide: managed
        CopierPolicy policy = CopierPolicy.DEFAULT.with(WhenNoEngine.WAIT).withWaitLimit(Duration.ofSeconds(5));
        try (ManagedCopier copier = copies.open("survivor", policy)) {
            copier.copy(source, 0, destination, 0, SIZE / 2);
            copier.copy(source, SIZE / 2, destination, SIZE / 2, SIZE / 2);
            copier.fence().toCompletableFuture().get(10, TimeUnit.SECONDS);     // both have ended
        }
        // end
    }
}
