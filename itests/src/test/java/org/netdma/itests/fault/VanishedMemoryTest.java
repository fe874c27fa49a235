// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.netdma.itests.fault.FaultyEngine.SIZE;
import static org.netdma.itests.fault.FaultyEngine.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/** What a client sees whose memory is taken away under a copy: a truncated file, a full disk, a closed arena. */
@DisplayName("a copy whose memory vanishes")
@Timeout(300)
class VanishedMemoryTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int LENGTH = 1 << 20;
    private static final int BURST = 16;

    @TempDir
    Path folder;

    private FaultyEngine engine;
    private DmaChannel channel;
    private DmaChannel other;
    private final List<MemoryRegion> regions = new ArrayList<>();

    @BeforeEach
    void start() throws IOException, NetDmaException {
        engine = new FaultyEngine(TIMEOUT, Duration.ofSeconds(20));
        channel = engine.client.allocateChannel();
        other = engine.client.allocateChannel();
        copyAWholeFile();
    }

    /** First one that succeeds: a call that is linked for the first time throws what is late by itself. */
    private void copyAWholeFile() throws IOException, NetDmaException {
        try (FileChannel file = FileChannel.open(folder.resolve("whole"), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
                MemoryRegion whole = engine.memory.map(file, MapMode.READ_WRITE, 0, LENGTH)) {
            other.copy(whole, 0, whole, LENGTH / 2, LENGTH / 2);
        }
    }

    @AfterEach
    void stop() throws NetDmaException {
        channel.close();
        for (MemoryRegion region : regions) {
            region.close();
        }
        engine.close();
    }

    private MemoryRegion cutOff() throws IOException, NetDmaException {
        try (FileChannel file = FileChannel.open(folder.resolve("cut"), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemoryRegion region = kept(engine.memory.map(file, MapMode.READ_WRITE, 0, LENGTH));
            file.truncate(0);
            return region;
        }
    }

    private MemoryRegion allocated() throws NetDmaException {
        return kept(engine.memory.allocate(LENGTH));
    }

    private MemoryRegion kept(MemoryRegion region) {
        regions.add(region);
        return region;
    }

    private void assertFails(NtStatus status, MemoryRegion culprit, CompletionStage<Void> copy) {
        ExecutionException failed = assertThrows(ExecutionException.class,
                () -> copy.toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        assertReason(status, culprit, (NetDmaException) failed.getCause());
    }

    private static void assertReason(NtStatus status, MemoryRegion culprit, NetDmaException failed) {
        assertEquals(status, failed.status(), failed::getMessage);
        assertTrue(failed.getMessage().contains(culprit.toString()), failed::getMessage);
    }

    private void assertOthersWork() throws Exception {
        assertTrue(other.failure().isEmpty(), () -> "another client's channel halted: " + other.failure());
        engine.assertCopies(other);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("[MEM-8] [MEM-10] fails with a reason that names the region of the file that was cut off, by every way")
    void shouldNameTheRegionOfATruncatedFile(boolean read) throws Exception {
        MemoryRegion file = cutOff();
        MemoryRegion from = read ? file : allocated();
        MemoryRegion to = read ? allocated() : file;
        for (int length : new int[] {64, 4096, 65536, LENGTH}) {
            assertFails(NtStatus.IN_PAGE_ERROR, file, channel.copyAsync(from, 0, to, 0, length));
            assertReason(NtStatus.IN_PAGE_ERROR, file,
                    assertThrows(NetDmaException.class, () -> channel.copy(from, 0, to, 0, length)));
            long ticket = channel.enqueueCopy(from, 0, to, 0, length);
            channel.submit();
            assertReason(NtStatus.IN_PAGE_ERROR, file,
                    assertThrows(NetDmaException.class, () -> channel.await(ticket, TIMEOUT)));
            ChannelFailure failure = channel.failure().orElseThrow();
            assertEquals(ticket, failure.failedTicket());
            assertEquals(NtStatus.IN_PAGE_ERROR, failure.status());
            assertTrue(failure.message().contains(file.toString()), failure::message);
            channel.reset();
            assertOthersWork();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 14, 15})
    @DisplayName("[MEM-8] [XFR-7] of a burst is the first that fails; none behind it is done")
    void shouldFailTheFirstBadOneOfABurst(int firstBad) throws Exception {
        MemoryRegion file = cutOff();
        MemoryRegion from = allocated();
        MemoryRegion to = allocated();
        long first = 0;
        for (int n = 0; n < BURST; n++) {
            boolean bad = n == firstBad || n > firstBad && List.of(0, 7, 14, 15).contains(n);
            from.buffer().put(n * SIZE, (byte) (n + 1));
            long ticket = channel.enqueueCopy(bad ? file : from, (long) n * SIZE, to, (long) n * SIZE, SIZE);
            first = n == 0 ? ticket : first;
        }
        long last = channel.submit();
        await("the halt", () -> channel.poll() == Refusal.HALTED.code());

        ChannelFailure failure = channel.failure().orElseThrow();
        assertEquals(first + firstBad, failure.failedTicket());
        assertEquals(last, failure.lastSubmittedTicket());
        assertEquals(NtStatus.IN_PAGE_ERROR, failure.status());
        ByteBuffer copied = to.buffer();
        for (int n = 0; n < BURST; n++) {
            assertEquals(n < firstBad ? n + 1 : 0, copied.get(n * SIZE), "copy " + n);
        }
        assertOthersWork();
    }

    @Test
    @DisplayName("[MEM-8] [MEM-10] to a disk that is full fails")
    void shouldFailOnAFullDisk() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", full.toString()) == 0,
                "not root, or no tmpfs: a full disk cannot be made");
        try (FileChannel file = FileChannel.open(full.resolve("file"), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemoryRegion to = kept(engine.memory.map(file, MapMode.READ_WRITE, 0, LENGTH));
            Files.write(full.resolve("filler"), new byte[LENGTH - (1 << 16)]);
            assertFails(NtStatus.IN_PAGE_ERROR, to, channel.copyAsync(allocated(), 0, to, 0, LENGTH));
            assertOthersWork();
        } finally {
            run("umount", "--lazy", full.toString());
        }
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @EnabledForJreRange(min = JRE.JAVA_22)
    @DisplayName("[MEM-13] fails with a reason that names the region whose arena was closed")
    void shouldNameTheRegionOfAClosedArena(boolean read) throws Exception {
        AutoCloseable arena = arena("ofShared");
        MemoryRegion wrapped = kept(engine.memory.wrap(allocate(arena)));
        channel.copy(wrapped, 0, allocated(), 0, LENGTH);
        arena.close();

        MemoryRegion from = read ? wrapped : allocated();
        MemoryRegion to = read ? allocated() : wrapped;
        assertFails(NtStatus.INVALID_HANDLE, wrapped, channel.copyAsync(from, 0, to, 0, LENGTH));
        assertReason(NtStatus.INVALID_HANDLE, wrapped,
                assertThrows(NetDmaException.class, () -> channel.copy(from, 0, to, 0, 64)));
        assertOthersWork();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22)
    @DisplayName("[MEM-13] is refused from the start where its arena is of one thread")
    void shouldRefuseConfinedArenas() throws Exception {
        try (AutoCloseable arena = arena("ofConfined")) {
            ByteBuffer confined = allocate(arena);
            NetDmaException refused = assertThrows(NetDmaException.class, () -> engine.memory.wrap(confined));
            assertEquals(NtStatus.INVALID_PARAMETER, refused.status());
            assertNotEquals(-1, refused.getMessage().indexOf("Arena.ofShared"), refused::getMessage);
        }
    }

    /** {@return an arena of JDK 22, for which this is not compiled} */
    private static AutoCloseable arena(String kind) throws ReflectiveOperationException {
        return (AutoCloseable) Class.forName("java.lang.foreign.Arena").getMethod(kind).invoke(null);
    }

    private static ByteBuffer allocate(AutoCloseable arena) throws ReflectiveOperationException {
        Object segment = Class.forName("java.lang.foreign.Arena").getMethod("allocate", long.class)
                .invoke(arena, (long) LENGTH);
        return (ByteBuffer) Class.forName("java.lang.foreign.MemorySegment").getMethod("asByteBuffer").invoke(segment);
    }
}
