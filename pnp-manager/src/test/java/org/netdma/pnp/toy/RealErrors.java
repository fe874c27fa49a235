// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the JVM itself throws at a routine of a driver, and an exception. */
public enum RealErrors implements Runnable {
    /** No memory is that large. */
    OUT_OF_MEMORY(OutOfMemoryError.class) {
        @Override
        public void run() {
            sink = new long[Integer.MAX_VALUE];
        }
    },
    STACK_OVERFLOW(StackOverflowError.class) {
        @Override
        public void run() {
            run();
        }
    },
    /** A class that cannot be initialized: first one error, later another one, both of linking. */
    LINKAGE(LinkageError.class) {
        @Override
        public void run() {
            sink = Unusable.VALUE;
        }
    },
    /** A mapped file that was truncated: HotSpot delivers it at once, or a moment later. */
    UNSAFE_ACCESS(InternalError.class) {
        @Override
        public void run() {
            try {
                Path file = Files.createTempFile("truncated", null);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 1 << 16);
                    channel.truncate(0);
                    ByteBuffer.allocateDirect(1 << 16).put(mapped);
                } finally {
                    Files.delete(file);
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    },
    EXCEPTION(IllegalStateException.class) {
        @Override
        public void run() {
            throw new IllegalStateException("thrown by a driver");
        }
    };

    static volatile Object sink;

    private final Class<? extends Throwable> type;

    RealErrors(Class<? extends Throwable> type) {
        this.type = type;
    }

    /** {@return whether a text names what this throws} */
    public boolean isNamedIn(String text) {
        return this == LINKAGE ? text.contains("ExceptionInInitializerError") || text.contains("NoClassDefFoundError")
                : text.contains(type.getName());
    }

    private static final class Unusable {
        static final Object VALUE = new int[-1];
    }
}
