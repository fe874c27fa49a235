// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.core.NetDmaInterface;
import org.netdma.core.client.BundleClients;
import org.netdma.core.memory.BundleMemory;
import org.netdma.core.registry.BundleNetDma;
import org.netdma.core.settings.Settings;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.core.verifier.VerifierSettings;
import org.netdma.memory.MemoryRegion;

/** A running interface with one bundle's view of each service, and what tests do with it over and over. */
public final class Interface implements AutoCloseable {

    /** The interface. */
    public final NetDmaInterface whole;
    private final CoreVerifier verifier;
    /** For drivers. */
    public final BundleNetDma netDma;
    /** For clients. */
    public final BundleMemory memory;
    /** For clients. */
    public final BundleClients clients;
    /** A client. */
    public final DmaClient client;

    /** With defaults. */
    public Interface() throws NetDmaException {
        this(Settings.DEFAULT);
    }

    /** With settings. */
    public Interface(Settings settings) throws NetDmaException {
        this(settings, new CoreVerifier(VerifierSettings.DEFAULT));
    }

    /** With settings, and a verifier. */
    public Interface(Settings settings, CoreVerifier verifier) throws NetDmaException {
        this.verifier = verifier;
        whole = new NetDmaInterface(settings, verifier);
        whole.start();
        netDma = whole.netDmaFor("driver");
        memory = whole.memoryFor("test");
        clients = whole.clientsFor("test");
        client = clients.register("test client");
    }

    /** {@return an interface that gives up on engines and regions after so many milliseconds} */
    public static Interface impatient(long millis) throws NetDmaException {
        return impatient(millis, new CoreVerifier(VerifierSettings.DEFAULT));
    }

    /** {@return the same, with a verifier} */
    public static Interface impatient(long millis, CoreVerifier verifier) throws NetDmaException {
        return new Interface(new Settings(Duration.ofMillis(millis), Duration.ofMillis(millis), true, 2), verifier);
    }

    /** Gives up on engines and regions after so many milliseconds, from now on. */
    public void beImpatient(long millis) {
        whole.configure(new Settings(Duration.ofMillis(millis), Duration.ofMillis(millis), true, 2));
    }

    /** Waits for right engines on a busy machine from now on. */
    public void bePatient() {
        whole.configure(new Settings(Duration.ofMinutes(1), Duration.ofMinutes(1), true, 2));
    }

    /** Registers and starts a provider, and allocates a channel with a ring. */
    public DmaChannel channelOf(FakeProvider provider, int ring) throws NetDmaException {
        provider.register(netDma, "0000");
        provider.start();
        return client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(ring));
    }

    /** {@return a region with random bytes} */
    public MemoryRegion filled(int size, long seed) throws NetDmaException {
        MemoryRegion region = memory.allocate(size);
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        region.buffer().put(bytes);
        return region;
    }

    /** Checks that two regions have the same bytes. */
    public static void assertSame(MemoryRegion expected, MemoryRegion actual) throws NetDmaException {
        ByteBuffer bytes = expected.buffer();
        Assertions.assertEquals(-1, bytes.mismatch(actual.buffer()), "first byte that differs");
    }

    /** Waits for something that comes by itself. */
    public static void await(BooleanSupplier condition) {
        TimeLimit limit = TimeLimit.ofAWait();
        while (!condition.getAsBoolean()) {
            limit.check();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Override
    public void close() {
        clients.close();
        netDma.close();
        memory.close();
        whole.close();
        verifier.close();
    }
}
