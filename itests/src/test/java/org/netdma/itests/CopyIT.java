// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.osgi.framework.BundleContext;

/** Two different provider bundles side by side, and copies through each. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class CopyIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SIZE = 10_000;

    private Machine machine;

    @BeforeEach
    void startBoth(BundleContext context) throws Exception {
        machine = new Machine(context);
        for (ProviderBundle provider : ProviderBundle.values()) {
            machine.installAndStart(provider.jar());
        }
        for (ProviderBundle provider : ProviderBundle.values()) {
            machine.awaitProvider(provider.instanceId());
        }
    }

    @AfterEach
    void stopBoth() throws Exception {
        machine.uninstallDrivers();
        assertEquals(0, machine.memory().usage().regions());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[CPL-2] descriptors, submitted in one go, are found done by polling")
    void shouldCopyPolling(ProviderBundle provider, @Service DmaClients clients, @Service PhysicalMemory memory)
            throws Exception {
        try (DmaClient client = clients.register("polling");
                DmaChannel channel = client.allocateChannel(requestFor(provider));
                MemoryRegion source = memory.allocate(SIZE);
                MemoryRegion destination = memory.allocate(SIZE)) {
            Pattern.fillSource(source);
            Pattern.fillDestination(destination);

            assertEquals(1, channel.enqueueCopy(source, 1, destination, 100, 3000));
            assertEquals(2, channel.enqueueCopy(source, 3001, destination, 3100, 1));
            assertEquals(3, channel.enqueueCopy(source, 3002, destination, 3101, 5000));
            assertEquals(0, channel.poll());
            assertEquals(3, channel.submit());
            Await.until(channel::poll, done -> done == 3, "all three done");
            Pattern.assertCopied(destination, 1, 100, 8001);

            Pattern.fillDestination(destination);
            long ticket = channel.enqueueCopy(source, 0, destination, 0, SIZE);
            channel.submit();
            channel.await(ticket, LIMIT);
            Pattern.assertCopied(destination, 0, 0, SIZE);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[INT-3] a stage completes when the bytes are there, on another thread")
    void shouldCopyWithAStage(ProviderBundle provider, @Service DmaClients clients, @Service PhysicalMemory memory)
            throws Exception {
        try (DmaClient client = clients.register("stage");
                DmaChannel channel = client.allocateChannel(requestFor(provider));
                MemoryRegion source = memory.allocate(SIZE);
                MemoryRegion destination = memory.allocate(SIZE)) {
            Pattern.fillSource(source);
            Pattern.fillDestination(destination);

            CompletableFuture<Thread> completer = channel.copyAsync(source, 5, destination, 70, 9000)
                    .thenApply(nothing -> Thread.currentThread()).toCompletableFuture();
            completer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            Pattern.assertCopied(destination, 5, 70, 9000);

            List<CompletableFuture<Void>> many = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                many.add(channel.copyAsync(source, i * 100, destination, i * 100, 100).toCompletableFuture());
            }
            CompletableFuture.allOf(many.toArray(CompletableFuture[]::new)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            Pattern.assertCopied(destination, 0, 0, SIZE);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[XFR-11] a copy larger than MaximumTransferSize is split, and wraps a small ring")
    void shouldSplitLargeCopies(ProviderBundle provider, @Service DmaClients clients, @Service PhysicalMemory memory)
            throws Exception {
        try (DmaClient client = clients.register("large");
                DmaChannel channel = client.allocateChannel(requestFor(provider).withRingCapacity(4))) {
            int size = (int) Math.min(40L << 20, 9 * channel.maximumTransferSize() + 17);
            try (MemoryRegion source = memory.allocate(size);
                    MemoryRegion destination = memory.allocate(size)) {
                byte[] random = new byte[size];
                new Random(42).nextBytes(random);
                source.buffer().put(random);

                channel.copy(source, 0, destination, 0, size);
                assertEquals(source.buffer(), destination.buffer());

                destination.buffer().put(new byte[size]);
                channel.copyAsync(source, 0, destination, 0, size).toCompletableFuture()
                        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                assertEquals(source.buffer(), destination.buffer());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCopyBetweenFilesAndWrappedBuffers(ProviderBundle provider, @TempDir Path folder,
            @Service DmaClients clients, @Service PhysicalMemory memory) throws Exception {
        byte[] content = new byte[SIZE];
        new Random(7).nextBytes(content);
        Path from = Files.write(folder.resolve("from"), content);
        Path to = folder.resolve("to");
        ByteBuffer between = ByteBuffer.allocateDirect(SIZE);
        try (FileChannel source = FileChannel.open(from);
                FileChannel destination = FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                MemoryRegion read = memory.map(source, MapMode.READ_ONLY, 0, SIZE);
                MemoryRegion wrapped = memory.wrap(between);
                MemoryRegion written = memory.map(destination, MapMode.READ_WRITE, 0, SIZE);
                DmaClient client = clients.register("files");
                DmaChannel channel = client.allocateChannel(requestFor(provider))) {
            channel.copy(read, 0, wrapped, 0, SIZE);
            assertEquals(ByteBuffer.wrap(content), between);
            channel.copy(wrapped, 0, written, 0, SIZE);
            written.force();
        }
        assertEquals(-1, Files.mismatch(from, to));
    }

    @Test
    @DisplayName("[REG-8, CHN-1] two providers serve two clients at once, and one goes without the other")
    void shouldKeepProvidersApart(@Service DmaClients clients, @Service PhysicalMemory memory) throws Exception {
        try (DmaClient client = clients.register("both");
                DmaChannel reference = client.allocateChannel(requestFor(ProviderBundle.REFERENCE));
                DmaChannel minimal = client.allocateChannel(requestFor(ProviderBundle.MINIMAL));
                MemoryRegion source = memory.allocate(SIZE);
                MemoryRegion one = memory.allocate(SIZE);
                MemoryRegion other = memory.allocate(SIZE)) {
            assertNotEquals(reference.info().provider(), minimal.info().provider());
            assertEquals(2, clients.channels().size());
            Pattern.fillSource(source);
            Pattern.fillDestination(other);
            reference.copy(source, 0, one, 0, SIZE);
            minimal.copy(source, 0, other, 0, SIZE / 2);
            assertEquals(source.buffer(), one.buffer());
            Pattern.assertCopied(other, 0, 0, SIZE / 2);

            machine.bundleAt(ProviderBundle.REFERENCE.jar()).stop();
            Pattern.fillDestination(other);
            minimal.copy(source, 10, other, 20, 30);
            Pattern.assertCopied(other, 10, 20, 30);
            assertEquals(1, clients.providers().size());
            assertTrue(clients.channels().stream().allMatch(info -> info.provider() == minimal.info().provider()));
        }
    }

    private static ChannelRequest requestFor(ProviderBundle provider) {
        return ChannelRequest.DEFAULT.withProvider(provider.instanceId());
    }
}
