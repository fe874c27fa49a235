// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Optional;

/**
 * The arenas of {@code java.lang.foreign}: memory that is given back when its arena is closed. Java has them from 22 on,
 * while NetDMA is compiled for 17, so they are looked up, once. A buffer whose arena is closed throws
 * {@link IllegalStateException}; it never reaches memory that has another owner by then.
 */
final class Arenas {

    private static final int FIRST_RELEASE = 22;
    private static final Optional<Arenas> FOUND = find();

    private final MethodHandle ofShared;
    private final MethodHandle allocate;
    private final MethodHandle map;
    private final MethodHandle asByteBuffer;

    /** A call by method handle. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws Throwable;
    }

    private Arenas(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        // not Class.forName: bnd would make the bundle import the package, which JDK 17 lacks
        Class<?> arena = lookup.findClass("java.lang.foreign.Arena");
        Class<?> segment = lookup.findClass("java.lang.foreign.MemorySegment");
        ofShared = lookup.findStatic(arena, "ofShared", MethodType.methodType(arena));
        allocate = lookup.findVirtual(arena, "allocate", MethodType.methodType(segment, long.class, long.class));
        map = lookup.findVirtual(FileChannel.class, "map",
                MethodType.methodType(segment, MapMode.class, long.class, long.class, arena));
        asByteBuffer = lookup.findVirtual(segment, "asByteBuffer", MethodType.methodType(ByteBuffer.class));
    }

    /** {@return the arenas of this JDK; empty before Java 22} */
    static Optional<Arenas> ofThisJdk() {
        return FOUND;
    }

    private static Optional<Arenas> find() {
        if (Runtime.version().feature() < FIRST_RELEASE) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Arenas(MethodHandles.publicLookup()));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e); // part of Java SE
        }
    }

    /** {@return an open arena, for any thread; closing it throws {@link IllegalStateException} while it is in use} */
    AutoCloseable open() {
        try {
            return call(() -> (AutoCloseable) ofShared.invoke());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return zeroed memory} @throws OutOfMemoryError as {@link ByteBuffer#allocateDirect} */
    ByteBuffer allocate(AutoCloseable arena, long size, long alignment) {
        try {
            return call(() -> (ByteBuffer) asByteBuffer.invoke((Object) allocate.invoke(arena, size, alignment)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return a mapping} @throws IOException as {@link FileChannel#map(MapMode, long, long)} */
    ByteBuffer map(AutoCloseable arena, FileChannel file, MapMode mode, long position, long size) throws IOException {
        return call(() -> (ByteBuffer) asByteBuffer.invoke((Object) map.invoke(file, mode, position, size, arena)));
    }

    private static <T> T call(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("these methods throw nothing else", e);
        }
    }
}
