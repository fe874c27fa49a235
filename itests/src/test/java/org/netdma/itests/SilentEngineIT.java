// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.Refusal;
import org.netdma.client.event.ClientEvent;
import org.netdma.itests.drivers.SilentEngineDriver;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.ProblemCode;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** An engine whose thread ends without a word, and whose driver answers SUCCESS to each reset all the same. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class SilentEngineIT {

    private static final int SIZE = 4096;
    private static final long LIMIT_SECONDS = 60;
    private static final String INSTANCE = "ROOT\\SILENT_ENGINE\\0000";
    private static final String PROBLEM = "does nothing: its driver stopped it when it hung and answered STATUS_SUCCESS, "
            + "and it hung again with no copy done in between [STO-4]";

    private Machine machine;
    private Configuration core;

    @BeforeEach
    void start(BundleContext context, @Service ConfigurationAdmin configurations) throws Exception {
        machine = new Machine(context);
        core = configurations.getConfiguration("org.netdma.core", "?");
        Dictionary<String, Object> impatient = new Hashtable<>();
        impatient.put("transferTimeoutMillis", 500L);
        core.update(impatient);
        machine.installAndStart(TestBundles.toy(SilentEngineDriver.class));
        machine.awaitProvider(INSTANCE);
    }

    @AfterEach
    void stop() throws Exception {
        machine.uninstallDrivers();
        core.delete();
        assertEquals(0, machine.memory().usage().regions());
    }

    private static List<Thread> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(SilentEngineDriver.THREAD)).toList();
    }

    private static void endEngineThread() throws InterruptedException {
        List<Thread> threads = engineThreads();
        assertEquals(1, threads.size(), threads::toString);
        threads.get(0).interrupt();
        threads.get(0).join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        assertFalse(threads.get(0).isAlive(), "the engine's thread goes on");
    }

    private static NtStatus failureOf(DmaChannel channel, MemoryRegion source, MemoryRegion destination) {
        ExecutionException failed = assertThrows(ExecutionException.class,
                () -> channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS));
        return ((NetDmaException) failed.getCause()).status();
    }

    private void assertProblem() throws Exception {
        DeviceInfo device = machine.awaitProblem(INSTANCE, ProblemCode.FAILED_POST_START);
        assertTrue(device.problemText().contains(PROBLEM), device::problemText);
    }

    @Test
    @DisplayName("[STO-4, MEM-13, CLI-1] has problem 43 after its second hang, clients are told, a restart mends it")
    void shouldFailVisibly(@Service DmaClients clients, @Service PhysicalMemory memory) throws Exception {
        List<ClientEvent> events = new CopyOnWriteArrayList<>();
        try (DmaClient client = clients.register("test", events::add);
                DmaChannel channel = client.allocateChannel();
                MemoryRegion destination = memory.allocate(SIZE);
                MemoryRegion source = memory.allocate(SIZE)) {
            channel.copy(source, 0, destination, 0, SIZE);
            endEngineThread();

            assertEquals(NtStatus.IO_TIMEOUT, failureOf(channel, source, destination));
            assertEquals(NtStatus.IO_TIMEOUT, failureOf(channel, source, destination));
            assertProblem();
            Await.until(channel::poll, answer -> answer == Refusal.CHANNEL_REMOVED.code(), "the channel is taken");
            assertEquals(NtStatus.DEVICE_REMOVED, failureOf(channel, source, destination));
            assertTrue(events.stream().anyMatch(ClientEvent.ProviderRemoval.class::isInstance), events::toString);

            machine.pnp().restart(INSTANCE);
            machine.awaitProvider(INSTANCE);
            source.buffer().put(0, (byte) 42);
            try (DmaChannel again = client.allocateChannel()) {
                again.copy(source, 0, destination, 0, SIZE);
                assertEquals(42, destination.buffer().get(0));
            }
        }
    }

    @Test
    @DisplayName("[STO-4] has problem 43 too when each copy has a channel of its own, as those of commands have")
    void shouldFailVisiblyOverChannels(@Service DmaClients clients, @Service PhysicalMemory memory) throws Exception {
        try (DmaClient client = clients.register("test");
                MemoryRegion destination = memory.allocate(SIZE);
                MemoryRegion source = memory.allocate(SIZE)) {
            endEngineThread();
            for (int copy = 0; copy < 2; copy++) {
                try (DmaChannel channel = client.allocateChannel()) {
                    long ticket = channel.enqueueCopy(source, 0, destination, 0, SIZE);
                    channel.submit();
                    assertEquals(NtStatus.IO_TIMEOUT, assertThrows(NetDmaException.class,
                            () -> channel.await(ticket, Duration.ofSeconds(LIMIT_SECONDS))).status());
                }
            }
            assertProblem();
        }
    }
}
