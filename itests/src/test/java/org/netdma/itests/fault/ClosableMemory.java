// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.fault;

import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Assumptions;

/** A shared arena, which JDK 22 and later have: by reflection, since the tests are compiled for 17. */
final class ClosableMemory implements AutoCloseable {

    private final Class<?> type;
    private final Object arena;

    private ClosableMemory(Class<?> type, Object arena) {
        this.type = type;
        this.arena = arena;
    }

    /** {@return a new arena; the test is skipped where there is none} */
    static ClosableMemory open() throws ReflectiveOperationException {
        Assumptions.assumeTrue(Runtime.version().feature() >= 22, "this JDK has no java.lang.foreign.Arena");
        Class<?> type = Class.forName("java.lang.foreign.Arena");
        return new ClosableMemory(type, type.getMethod("ofShared").invoke(null));
    }

    /** {@return memory that goes with the arena} */
    ByteBuffer allocate(long bytes) throws ReflectiveOperationException {
        Object segment = type.getMethod("allocate", long.class).invoke(arena, bytes);
        return (ByteBuffer) Class.forName("java.lang.foreign.MemorySegment").getMethod("asByteBuffer").invoke(segment);
    }

    @Override
    public void close() {
        try {
            type.getMethod("close").invoke(arena);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(e);
        }
    }
}
