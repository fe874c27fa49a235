// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.netdma.NetDmaException;
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
import org.netdma.memory.PhysicalMemory;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.netdma.wdm.NtStatus;
import org.osgi.framework.BundleContext;

/** The code for clients that {@code README.md} and {@code docs/clients.md} show; {@link ReadmeTest} compares the two. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class ClientGuideIT {

    private static final int SIZE = 1 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(1);

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
    void shouldShowTheThreeWays(@Service DmaClients clients, @Service PhysicalMemory memory) throws Exception {
        // guide: readme
        try (DmaClient client = clients.register("example");
                DmaChannel channel = client.allocateChannel();
                MemoryRegion source = memory.allocate(1 << 20);
                MemoryRegion destination = memory.allocate(1 << 20)) {
            channel.copy(source, 0, destination, 0, 1 << 20);                          // waits, polling
            channel.copyAsync(source, 0, destination, 0, 1 << 20)                      // or a CompletionStage
                    .thenRun(() -> System.out.println("done"));
            long ticket = channel.enqueueCopy(source, 0, destination, 0, 4096);        // or the data path itself:
            channel.submit();                                                          // one doorbell for a batch,
            while (channel.isPending(ticket)) {                                        // one ordered read to look;
                Thread.onSpinWait();
            }
            channel.requireDone(ticket);                                               // throws why not, if it is not done
        }
        // end
        copyAll(clients);
    }

    @Test
    void shouldShowAManagedCopy(@Service ManagedCopies copies) throws Exception {
        // guide: managedreadme
        try (ManagedCopier copier = copies.open("example", CopierPolicy.DEFAULT)) {
            copier.copy(source, 0, destination, 0, source.size()).toCompletableFuture().get();
        }
        // end
    }

    /** The loop that clients wait with. */
    private static void copyByTicket(DmaChannel channel, MemoryRegion source, MemoryRegion destination)
            throws NetDmaException {
        // guide: loop
        long ticket = channel.enqueueCopy(source, 0, destination, 0, SIZE);     // or the code of a Refusal
        channel.submit();
        while (channel.isPending(ticket)) {
            Thread.onSpinWait();                            // or do something else meanwhile
        }
        channel.requireDone(ticket);                        // throws the reason if it is not done
        // end
    }

    private void copyAll(DmaClients clients) throws NetDmaException {
        try (DmaClient client = clients.register("whole"); DmaChannel channel = client.allocateChannel()) {
            copyByTicket(channel, source, destination);
        }
    }

    @Test
    @DisplayName("[CHN-5] a client asks for a priority, and sees what the engine granted")
    void shouldShowPriorities(@Service DmaClients clients) throws Exception {
        try (DmaClient client = clients.register("priorities")) {
            // guide: priorities
            DmaChannel voice = client.allocateChannel(ChannelRequest.DEFAULT.withPriority(2));
            int granted = voice.info().priority();              // 2, or less, down to 0, where the engine has less
            // end
            assertEquals(2, granted);
            copyByTicket(voice, source, destination);
        }
    }

    @Test
    @DisplayName("[CPL-2] the loop ends when the copy is done")
    void shouldEndWhenDone(@Service DmaClients clients) {
        assertTimeoutPreemptively(LIMIT, () -> copyAll(clients));
    }

    @Test
    @DisplayName("[CHN-1] the loop ends when the copy is refused")
    void shouldEndWhenRefused(@Service DmaClients clients, @Service PhysicalMemory memory) throws Exception {
        MemoryRegion closed = memory.allocate(SIZE);
        closed.close();
        try (DmaClient client = clients.register("refused"); DmaChannel channel = client.allocateChannel()) {
            assertTimeoutPreemptively(LIMIT, () -> assertStatus(NtStatus.INVALID_HANDLE,
                    () -> copyByTicket(channel, closed, destination)));
            copyByTicket(channel, source, destination);
        }
    }

    @Test
    @DisplayName("[STO-1] [CLI-2] the loop ends when the provider's bundle is pulled under it")
    void shouldEndWhenPulled(@Service DmaClients clients) throws Exception {
        copyAll(clients);
        try (DmaClient client = clients.register("pulled"); DmaChannel channel = client.allocateChannel()) {
            CompletableFuture<Integer> copying = CompletableFuture.supplyAsync(() -> {
                for (int copies = 0;; copies++) {
                    try {
                        copyByTicket(channel, source, destination);
                    } catch (NetDmaException e) {
                        assertEquals(NtStatus.DEVICE_REMOVED, e.status(), e.getMessage());
                        return copies;
                    }
                }
            });
            Await.until(() -> channel.info().completed(), done -> done > 10, "copies");
            machine.uninstallDrivers();
            assertTrue(copying.get(LIMIT.toSeconds(), TimeUnit.SECONDS) > 0);
        }
    }

    private static void assertStatus(NtStatus expected, Executable call) {
        NetDmaException thrown = assertThrows(NetDmaException.class, call);
        assertEquals(expected, thrown.status(), thrown.getMessage());
    }

    @Test
    void shouldCopyInBatches(@Service DmaClients clients) throws Exception {
        try (DmaClient client = clients.register("batches"); DmaChannel channel = client.allocateChannel()) {
            // guide: batches
            long last = 0;
            for (int offset = 0; offset < SIZE; offset += 4096) {
                last = channel.enqueueCopy(source, offset, destination, offset, 4096);
                if (Refusal.isRefusal(last)) {
                    throw Refusal.of(last).toException();       // RING_FULL: submit, wait, go on
                }
            }
            channel.submit();                                   // one doorbell for 256 copies
            while (channel.isPending(last)) {
                Thread.onSpinWait();                            // or do something else meanwhile
            }
            channel.requireDone(last);
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
