// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.core.fake.Background;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.core.verifier.VerifierSettings;
import org.netdma.memory.MemoryRegion;

class ClosedMemoryTest {

    private static final boolean AT_ONCE = Runtime.version().feature() >= 22;
    private static final int SIZE = 8 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final AtomicBoolean busy = new AtomicBoolean();
    private final BundleMemory memory = new BundleMemory(
            new SystemMemory(new AddressSpace(), id -> busy.get() ? 1 : InFlightCopies.NONE, () -> Duration.ofMillis(10)), "test",
            new CoreVerifier(VerifierSettings.DEFAULT).client("test"));

    @TempDir
    private Path folder;

    private static void awaitTrue(BooleanSupplier condition, String what) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - start < LIMIT.toNanos(), what);
            YoungCollection.provoke(Duration.ofSeconds(1));
            System.gc();
        }
    }

    @Test
    @DisplayName("[MEM-15] closing a region gives its memory back: at once from Java 22 on, counted until then before")
    void shouldGiveBackWhatWasAllocated() throws Exception {
        MemoryRegion region = memory.allocate(SIZE);
        assertEquals(0, memory.usage().closedBytes());
        region.close();
        if (AT_ONCE) {
            assertEquals(0, memory.usage().closedBytes());
        }
        awaitTrue(() -> memory.usage().closedBytes() == 0, "a region that the client still has keeps no memory");
        assertFalse(region.isOpen());
    }

    @Test
    @DisplayName("[MEM-15] a buffer that is kept is counted and keeps its memory before Java 22; from 22 on it throws")
    void shouldGuardABufferThatIsKept() throws Exception {
        MemoryRegion region = memory.allocate(SIZE);
        ByteBuffer kept = region.buffer();
        region.close();
        System.gc();
        if (AT_ONCE) {
            assertThrows(IllegalStateException.class, () -> kept.put(0, (byte) 1));
            assertThrows(IllegalStateException.class, () -> kept.put(0, ByteBuffer.allocate(10), 0, 10));
            assertEquals(0, memory.usage().closedBytes());
        } else {
            kept.put(0, (byte) 1);
            assertEquals(SIZE, memory.usage().closedBytes());
        }
    }

    @Test
    @DisplayName("[MEM-15] the room of a deleted file is free once its region is closed, from Java 22 on")
    void shouldUnmap() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/maps")), "needs Linux, which lists the mappings");
        Path path = folder.resolve("mapped by ClosedMemoryTest");
        MemoryRegion region;
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            region = memory.map(file, MapMode.READ_WRITE, 100, SIZE);
        }
        region.buffer().put(0, (byte) 7);
        region.force();
        assertEquals(7, Files.readAllBytes(path)[100]);
        assertTrue(isMapped(path));
        region.close();
        if (AT_ONCE) {
            assertFalse(isMapped(path));
        } else {
            assertEquals(SIZE, memory.usage().closedBytes());
        }
        awaitTrue(() -> !isMapped(path), "unmapped");
        awaitTrue(() -> memory.usage().closedBytes() == 0, "no longer counted");
    }

    private static boolean isMapped(Path file) {
        try {
            return Files.readString(Path.of("/proc/self/maps")).contains(file.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("[MEM-15] memory that a system call is at work on is given back after it")
    void shouldWaitForSystemCalls() throws Exception {
        MemoryRegion region = memory.allocate(SIZE);
        ByteBuffer buffer = region.buffer().limit(1000);
        Pipe pipe = Pipe.open();
        CompletableFuture<Integer> read = Background.supply(() -> {
            try {
                return pipe.source().read(buffer);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        Thread.yield();
        region.close(); // before, in, or after the call begins: it never reads into memory that was given back
        pipe.sink().write(ByteBuffer.allocate(10));
        read.handle((bytes, failure) -> bytes).join();
        pipe.source().close();
        pipe.sink().close();
        if (AT_ONCE) {
            assertEquals(0, memory.usage().closedBytes());
        }
    }

    @Test
    @DisplayName("[MEM-15] memory that is taken away under a copy in flight is given back when the copy has ended")
    void shouldNotGiveBackUnderAnEngine() throws Exception {
        MemoryRegion region = memory.allocate(SIZE);
        ByteBuffer engines = region.buffer();
        busy.set(true);
        memory.close();
        assertFalse(region.isOpen());
        assertEquals(SIZE, memory.usage().closedBytes());
        engines.put(0, (byte) 1);
        busy.set(false);
        if (AT_ONCE) {
            assertEquals(0, memory.usage().closedBytes());
            assertThrows(IllegalStateException.class, () -> engines.put(0, (byte) 1));
        }
    }

    @Test
    @DisplayName("[MEM-15] memory that is wrapped is its owner's: nothing is counted or given back")
    void shouldLeaveWrappedMemoryAlone() throws Exception {
        ByteBuffer mine = ByteBuffer.allocateDirect(100_000);
        memory.wrap(mine).close();
        assertEquals(0, memory.usage().closedBytes());
        mine.put(0, (byte) 1);
    }
}
