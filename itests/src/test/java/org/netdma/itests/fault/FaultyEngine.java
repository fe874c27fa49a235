// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.Refusal;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.core.NetDmaInterface;
import org.netdma.core.client.BundleClients;
import org.netdma.core.copier.CopierFactory;
import org.netdma.core.memory.BundleMemory;
import org.netdma.core.registry.BundleNetDma;
import org.netdma.core.settings.Settings;
import org.netdma.descriptor.ControlFlags;
import org.netdma.fault.FaultInjection;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.reference.driver.FaultServices;
import org.netdma.provider.reference.driver.ReferenceDriver;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BenchPlan;
import org.netdma.tck.bench.Device;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirement;

/** A started reference engine under the NetDMA interface, with a client, memory to copy, and its fault injection. */
final class FaultyEngine implements AutoCloseable {

    /** Longest wait of a test. */
    static final Duration LIMIT = Duration.ofSeconds(60);
    static final int SIZE = 256;

    private static final int CHANNELS = 4;
    private static final int REGISTERS = 1 << 16;

    private final NetDmaInterface netDma;
    private final BundleNetDma drivers;
    private final List<FaultInjection> offered = new CopyOnWriteArrayList<>();
    private final Bench bench;
    final Device device;
    final BundleClients clients;
    final BundleMemory memory;
    final DmaClient client;
    final MemoryRegion source;
    final MemoryRegion destination;
    private final CopierFactory copiers;

    /**
     * @param transferTimeout how long the interface waits for a hung engine [STO-4]
     * @param commandLimit    how long the driver does
     */
    FaultyEngine(Duration transferTimeout, Duration commandLimit) throws NetDmaException {
        this(transferTimeout, commandLimit, Map.of(), SIZE);
    }

    /**
     * @param parameters of the reference engine
     * @param size       bytes of source and destination
     */
    FaultyEngine(Duration transferTimeout, Duration commandLimit, Map<String, Object> parameters, int size)
            throws NetDmaException {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("channels", CHANNELS);
        all.put("commandLimitMillis", commandLimit.toMillis());
        netDma = new NetDmaInterface(new Settings(transferTimeout, transferTimeout, true, 2));
        netDma.start();
        drivers = netDma.netDmaFor("driver");
        bench = new Bench(new BenchPlan((io, unused) -> driver(io), "reference", "ROOT\\NETDMA_REFERENCE",
                all, requirements(),
                ControlFlags.STATUS_UPDATE_ON_COMPLETION, LIMIT));
        device = bench.startDevice();
        clients = netDma.clientsFor("test");
        memory = netDma.memoryFor("test");
        copiers = new CopierFactory(clients, memory);
        client = clients.register("test");
        source = memory.allocate(size);
        destination = memory.allocate(size);
        ByteBuffer bytes = source.buffer();
        for (int i = 0; i < size; i++) {
            bytes.put(i, (byte) (i + (i >> 8) + 1));
        }
    }

    private Driver driver(IoManager io) {
        FaultServices services = injection -> {
            offered.add(injection);
            return () -> offered.remove(injection);
        };
        return new ReferenceDriver(io, drivers, services);
    }

    private static List<ResourceRequirement> requirements() {
        List<ResourceRequirement> requirements = new ArrayList<>(List.of(MemoryRequirement.window(REGISTERS)));
        for (int i = 0; i < CHANNELS; i++) {
            requirements.add(InterruptRequirement.message(i));
        }
        return requirements;
    }

    /** {@return the engine's fault injection, which it offers while it is started} */
    FaultInjection faults() {
        return offered.get(0);
    }

    /** {@return whether it offers any} */
    boolean offersFaults() {
        return !offered.isEmpty();
    }

    /** {@return a managed copier of all channels; it fails copies that no engine can do} */
    ManagedCopier copier(CopierPolicy policy) throws NetDmaException {
        return copiers.open("test", policy);
    }

    /** Starts a copy of all of the source. */
    CompletionStage<Void> copyAsync(DmaChannel channel) {
        return copyAsync(channel, SIZE);
    }

    /** Starts a copy of the first bytes of the source. */
    CompletionStage<Void> copyAsync(DmaChannel channel, int size) {
        return channel.copyAsync(source, 0, destination, 0, size);
    }

    /** Starts a copy of all of the source. */
    CompletionStage<Void> copyAsync(ManagedCopier copier) {
        return copier.copy(source, 0, destination, 0, SIZE);
    }

    /** Copies all of the source. */
    void copy(DmaChannel channel) throws NetDmaException {
        copy(channel, SIZE);
    }

    /** Copies the first bytes of the source. */
    void copy(DmaChannel channel, int size) throws NetDmaException {
        channel.copy(source, 0, destination, 0, size);
    }

    /** Enqueues a copy of all of the source. {@return its ticket} */
    long enqueue(DmaChannel channel) {
        long ticket = channel.enqueueCopy(source, 0, destination, 0, SIZE);
        assertTrue(ticket > 0, () -> Refusal.of(ticket).toString());
        return ticket;
    }

    /** The channel works. */
    void assertCopies(DmaChannel channel) throws Exception {
        for (int i = 0; i < SIZE; i++) {
            destination.buffer().put(i, (byte) 0);
        }
        awaitDone(copyAsync(channel));
        assertCopied();
    }

    void assertCopied() throws NetDmaException {
        assertEquals(-1, source.buffer().mismatch(destination.buffer()), "first byte that differs");
    }

    static void assertFails(NtStatus status, Executable call) {
        assertEquals(status, assertThrows(NetDmaException.class, call).status());
    }

    /** Waits for a copy that ends well. */
    static void awaitDone(CompletionStage<Void> copy) throws Exception {
        copy.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits for a copy that fails, and for no other reason than this. */
    static void awaitFailure(NtStatus status, CompletionStage<Void> copy) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> awaitDone(copy));
        assertEquals(status, ((NetDmaException) failed.getCause()).status());
    }

    /** Waits for something that comes by itself. */
    static void await(String what, BooleanSupplier condition) {
        assertTrue(comes(condition), () -> what + " did not come within " + LIMIT);
    }

    /** Waits until what is there is as expected. */
    static <T> void awaitEquals(T expected, Supplier<? extends T> there) {
        comes(() -> expected.equals(there.get()));
        assertEquals(expected, there.get());
    }

    private static boolean comes(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    @Override
    public void close() throws NetDmaException {
        copiers.close();
        client.close();
        source.close();
        destination.close();
        clients.close();
        device.remove();
        bench.close();
        memory.close();
        drivers.close();
        netDma.close();
    }
}
