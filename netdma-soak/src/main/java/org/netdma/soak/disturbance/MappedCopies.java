// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/**
 * Copies between memory and a mapped file to which something happens. Looks at the file by its channel only: it may have
 * no bytes behind the mapping, where an access of this thread would be at fault.
 */
final class MappedCopies {

    private static final String NAME = "netdma:soak files";
    private static final int PIECES = 4;
    private static final int LARGEST_PIECE = 256 << 10;
    private static final int LOST_AFTER_SECONDS = 60;

    private final DmaClients clients;
    private final ManagedCopies managed;
    private final PhysicalMemory memory;
    private final Consumer<String> faults;

    /** Which way the bytes go. */
    enum Direction {
        /** The file is the source. */
        FROM_FILE,
        /** The file is the destination. */
        TO_FILE;

        static Direction any(SplittableRandom random) {
            return random.nextBoolean() ? FROM_FILE : TO_FILE;
        }
    }

    /** What happens to the file. */
    @FunctionalInterface
    interface Mishap {
        void happen() throws IOException;
    }

    /** A way to copy. */
    @FunctionalInterface
    private interface Path {
        CompletableFuture<Void> copy(int offset, int length);
    }

    /**
     * @param clients of channels
     * @param managed for the other half of the copies
     * @param memory  maps and allocates
     * @param faults  told of copies that are lost, or said done without their bytes
     */
    MappedCopies(DmaClients clients, ManagedCopies managed, PhysicalMemory memory, Consumer<String> faults) {
        this.clients = clients;
        this.managed = managed;
        this.memory = memory;
        this.faults = faults;
    }

    /**
     * Makes some copies, half of them before the mishap and half after it, and waits for them.
     *
     * @param file   empty
     * @param random decides size, bytes, and whether the copies are managed
     * @return whether there was an engine to copy with
     */
    boolean run(FileChannel file, Direction direction, SplittableRandom random, Mishap mishap)
            throws IOException, NetDmaException {
        byte[] bytes = new byte[PIECES * random.nextInt(1, LARGEST_PIECE + 1)];
        random.nextBytes(bytes);
        try (MemoryRegion mapped = memory.map(file, MapMode.READ_WRITE, 0, bytes.length);
                MemoryRegion allocated = memory.allocate(bytes.length)) {
            boolean fromFile = direction == Direction.FROM_FILE;
            if (fromFile) {
                writeAll(file, ByteBuffer.wrap(bytes));
            } else {
                allocated.buffer().put(bytes);
            }
            MemoryRegion source = fromFile ? mapped : allocated;
            MemoryRegion destination = fromFile ? allocated : mapped;
            List<CompletableFuture<Void>> ends = random.nextBoolean()
                    ? managed(source, destination, mishap) : channel(source, destination, mishap);
            for (int piece = 0; piece < ends.size(); piece++) {
                if (isDone(ends.get(piece))) {
                    check(file, allocated, direction, bytes, piece);
                }
            }
            return !ends.isEmpty();
        }
    }

    private List<CompletableFuture<Void>> managed(MemoryRegion source, MemoryRegion destination, Mishap mishap)
            throws IOException, NetDmaException {
        try (ManagedCopier copier = managed.open(NAME, CopierPolicy.DEFAULT)) {
            return copy(source, destination, mishap, (offset, length) -> copier
                    .copy(source, offset, destination, offset, length).toCompletableFuture());
        }
    }

    private List<CompletableFuture<Void>> channel(MemoryRegion source, MemoryRegion destination, Mishap mishap)
            throws IOException {
        try (DmaClient client = clients.register(NAME); DmaChannel channel = client.allocateChannel()) {
            return copy(source, destination, mishap, (offset, length) -> channel
                    .copyAsync(source, offset, destination, offset, length).toCompletableFuture());
        } catch (NetDmaException e) {
            return List.of(); // no engine at the moment, or none with a free channel
        }
    }

    /** Waits for the copies, so that the channel or copier that makes them can be closed. */
    private List<CompletableFuture<Void>> copy(MemoryRegion source, MemoryRegion destination, Mishap mishap, Path path)
            throws IOException {
        int length = (int) (source.size() / PIECES);
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (int piece = 0; piece < PIECES; piece++) {
            if (piece == PIECES / 2) {
                mishap.happen();
            }
            ends.add(path.copy(piece * length, length));
        }
        ends.forEach(this::await);
        return ends;
    }

    private void await(CompletableFuture<Void> end) {
        try {
            end.get(LOST_AFTER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof NetDmaException)) {
                faults.accept("a copy at a file failed without a reason: " + e.getCause());
            }
        } catch (TimeoutException e) {
            faults.accept("a copy at a file is lost: it did not end within %d s".formatted(LOST_AFTER_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isDone(CompletableFuture<Void> end) {
        return end.isDone() && !end.isCompletedExceptionally();
    }

    /** A copy that is said done has its bytes: those that are in the file as it is now, if it was the destination. */
    private void check(FileChannel file, MemoryRegion allocated, Direction direction, byte[] bytes, int piece)
            throws IOException, NetDmaException {
        int length = bytes.length / PIECES;
        int start = piece * length;
        ByteBuffer expected = ByteBuffer.wrap(bytes, start, length).slice();
        ByteBuffer actual;
        if (direction == Direction.FROM_FILE) {
            actual = allocated.buffer().slice(start, length);
        } else {
            actual = readAll(file, start, length);
            expected.limit(actual.limit());
            if (actual.limit() < length && piece >= PIECES / 2) {
                faults.accept("a copy to a file is said done, and began when the file ended before its last byte");
            }
        }
        int wrong = expected.mismatch(actual);
        if (wrong >= 0) {
            faults.accept("a copy of %d bytes %s is said done, and byte %d is missing or wrong"
                    .formatted(length, direction == Direction.FROM_FILE ? "from a file" : "to a file", wrong));
        }
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes, bytes.position());
        }
    }

    /** {@return what the file has of it} */
    private static ByteBuffer readAll(FileChannel file, long start, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = file.read(bytes, start + bytes.position());
        }
        return bytes.flip();
    }
}
