// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.time.Duration;
import java.util.Optional;

/**
 * Gets memory from the JDK, in the way that gives it back soonest.
 *
 * @param arenas of this JDK; empty before Java 22
 * @param closed what closed regions have not given back yet
 */
record HostMemory(Optional<Arenas> arenas, ClosedMemory closed) {

    private static final int PAGE_SIZE = 4096;
    /**
     * Smaller memory is not worth an arena: to close one makes all threads of the JVM stop for a moment, which costs
     * more than such memory does until it is collected.
     */
    private static final long SMALLEST_ARENA = 64 << 10;
    /** How often the garbage collector is made to look: the second time finds what the first has moved. */
    private static final int COLLECTIONS = 2;
    private static final Duration COLLECTION_LIMIT = Duration.ofSeconds(2);

    /** Makes memory in an arena. */
    @FunctionalInterface
    private interface Maker<X extends Exception> {
        ByteBuffer in(AutoCloseable arena) throws X;
    }

    /**
     * {@return zeroed memory, page aligned}
     *
     * @throws OutOfMemoryError when there is none, not even after memory of closed regions was collected
     */
    Backing allocate(long size) {
        OutOfMemoryError refused = null;
        for (int collections = 0; collections <= COLLECTIONS; collections++) {
            try {
                return allocateOnce(size);
            } catch (OutOfMemoryError e) {
                refused = e;
            }
            if (closed.bytes() == 0 || !YoungCollection.provoke(COLLECTION_LIMIT)) {
                break;
            }
        }
        throw refused;
    }

    private Backing allocateOnce(long size) {
        if (arenas.isPresent() && size >= SMALLEST_ARENA) {
            return scoped(arenas.get(), false, arena -> arenas.get().allocate(arena, size, PAGE_SIZE));
        }
        ByteBuffer whole = ByteBuffer.allocateDirect((int) size + PAGE_SIZE - 1);
        int start = -whole.alignmentOffset(0, PAGE_SIZE) & PAGE_SIZE - 1;
        return new Backing.Collected(whole.slice(start, (int) size), false, whole);
    }

    /** {@return a part of a file} @throws IOException as {@link FileChannel#map(MapMode, long, long)} */
    Backing map(FileChannel file, MapMode mode, long position, long size) throws IOException {
        if (arenas.isPresent()) {
            return scoped(arenas.get(), true, arena -> arenas.get().map(arena, file, mode, position, size));
        }
        ByteBuffer whole = file.map(mode, position, size);
        return new Backing.Collected(whole, true, whole);
    }

    private static <X extends Exception> Backing scoped(Arenas arenas, boolean mayVanish, Maker<X> maker) throws X {
        AutoCloseable arena = arenas.open();
        boolean made = false;
        try {
            Backing memory = new Backing.Scoped(maker.in(arena), mayVanish, arena);
            made = true;
            return memory;
        } finally {
            if (!made) {
                new Backing.Scoped(ByteBuffer.allocate(0), mayVanish, arena).isGivenBack();
            }
        }
    }
}
