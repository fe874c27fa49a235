// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelInfo;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.event.DmaClientListener;
import org.netdma.client.managed.CopierStatistics;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.memory.MemoryRegion;
import org.netdma.soak.disturbance.MappedCopies.Direction;
import org.netdma.soak.disturbance.MappedCopies.Mishap;
import org.netdma.wdm.NtStatus;

class MappedCopiesTest {

    private static final long SEED = 42;

    private final List<String> faults = new ArrayList<>();

    @TempDir
    private Path folder;
    private Engine engine = MappedCopiesTest::copy;

    /** What makes the copies. */
    @FunctionalInterface
    private interface Engine {
        CompletionStage<Void> copy(MemoryRegion source, long from, MemoryRegion destination, long to, long length);
    }

    /** There is none but the managed ones. */
    private static final class NoChannels implements DmaClients {

        @Override
        public DmaClient register(String name) throws NetDmaException {
            throw new NetDmaException(NtStatus.DEVICE_NOT_READY, "CLI-1", "no engine");
        }

        @Override
        public DmaClient register(String name, DmaClientListener listener) throws NetDmaException {
            return register(name);
        }

        @Override
        public List<ProviderInfo> providers() {
            return List.of();
        }

        @Override
        public List<ChannelInfo> channels() {
            return List.of();
        }
    }

    private ManagedCopier copier() {
        return new ManagedCopier() {
            @Override
            public CompletionStage<Void> copy(MemoryRegion source, long from, MemoryRegion destination, long to,
                    long length) {
                return engine.copy(source, from, destination, to, length);
            }

            @Override
            public CompletionStage<Void> fence() {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public long inlineThreshold() {
                return 0;
            }

            @Override
            public CopierStatistics statistics() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    private static CompletionStage<Void> copy(MemoryRegion source, long from, MemoryRegion destination, long to,
            long length) {
        try {
            ByteBuffer bytes = source.buffer().slice((int) from, (int) length);
            destination.buffer().put((int) to, bytes, 0, (int) length);
            return CompletableFuture.completedFuture(null);
        } catch (NetDmaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Runs until one was managed. */
    private void run(Direction direction, Mishap mishap) throws Exception {
        MappedCopies copies = new MappedCopies(new NoChannels(), (name, policy) -> copier(), new RealMemory(),
                faults::add);
        SplittableRandom random = new SplittableRandom(SEED);
        boolean ran = false;
        for (int i = 0; i < 64 && !ran; i++) {
            Path path = folder.resolve("file " + i);
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                ran = copies.run(file, direction, random.split(), mishap);
            }
        }
        assertTrue(ran);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldAcceptCopiesThatAreDone(Direction direction) throws Exception {
        run(direction, () -> { });
        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    @DisplayName("[MEM-10] copies that fail with a reason are no fault of the system")
    void shouldAcceptCopiesThatFailWithAReason(Direction direction) throws Exception {
        engine = (source, from, destination, to, length) -> CompletableFuture.failedFuture(
                new NetDmaException(NtStatus.IO_DEVICE_ERROR, "MEM-10", "the file was cut off"));
        run(direction, () -> { });
        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldFindCopiesThatAreSaidDoneWithoutTheirBytes(Direction direction) throws Exception {
        engine = (source, from, destination, to, length) -> from > 0
                ? CompletableFuture.completedFuture(null) : copy(source, from, destination, to, length);
        run(direction, () -> { });
        assertEquals(3, faults.size(), faults::toString);
        assertTrue(faults.get(0).contains("is said done, and byte 0 is missing or wrong"), faults::toString);
    }

    @Test
    void shouldFindCopiesBehindTheEndOfAFile() throws Exception {
        boolean[] cut = new boolean[1];
        engine = (source, from, destination, to, length) -> cut[0] ? CompletableFuture.completedFuture(null)
                : copy(source, from, destination, to, length);
        run(Direction.TO_FILE, () -> {
            cut[0] = true;
            try (var files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    FileChannel.open(file, StandardOpenOption.WRITE).truncate(0).close();
                }
            }
        });
        assertEquals(2, faults.size(), faults::toString);
        assertTrue(faults.get(0).contains("began when the file ended before its last byte"), faults::toString);
    }

    @Test
    void shouldFindCopiesThatFailWithoutAReason() throws Exception {
        engine = (source, from, destination, to, length) -> CompletableFuture.failedFuture(
                new InternalError("a fault occurred in a recent unsafe memory access operation"));
        run(Direction.FROM_FILE, () -> { });
        assertEquals(4, faults.size(), faults::toString);
        assertTrue(faults.get(0).startsWith("a copy at a file failed without a reason: "), faults::toString);
    }
}
