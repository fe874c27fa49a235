// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * The scopes of {@code java.lang.foreign}, which JDK 22 and later have: to whom a buffer's memory belongs, and whether it
 * can be released while the buffer is reachable. Through method handles, since this is compiled for JDK 17.
 */
class Scopes {

    private static final Logger LOG = System.getLogger(Scopes.class.getName());
    private static final int FIRST_FEATURE = 22;

    private Scopes() {
    }

    /** {@return the scopes of this JVM} */
    static Scopes find() {
        if (Runtime.version().feature() < FIRST_FEATURE) {
            return new Scopes();
        }
        try {
            return new Foreign();
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "java.lang.foreign is not what this JDK's number says; buffers of arenas are taken for "
                    + "memory that stays", e);
            return new Scopes();
        }
    }

    /** {@return whether its memory can be released while it is reachable} */
    boolean isCloseable(ByteBuffer direct) {
        return false;
    }

    /** {@return whether only one thread may use its memory} */
    boolean isConfined(ByteBuffer direct) {
        return false;
    }

    private static final class Foreign extends Scopes {

        /** Never started: no confined memory is its own. */
        private final Thread nobody = new Thread(null, () -> { }, "nobody", 0, false);
        private final MethodHandle segment;
        private final MethodHandle scope;
        private final MethodHandle accessible;
        /** Classes of scopes that nobody can close. */
        private final Set<Class<?>> lasting = new HashSet<>();

        Foreign() throws Throwable {
            nobody.setContextClassLoader(null); // the caller's would keep its bundle in memory
            // not Class.forName: bnd would make the bundle import the package, which JDK 17 lacks
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> segmentType = lookup.findClass("java.lang.foreign.MemorySegment");
            Class<?> scopeType = lookup.findClass("java.lang.foreign.MemorySegment$Scope");
            Class<?> arenaType = lookup.findClass("java.lang.foreign.Arena");
            segment = lookup.findStatic(segmentType, "ofBuffer", MethodType.methodType(segmentType, Buffer.class))
                    .asType(MethodType.methodType(Object.class, ByteBuffer.class));
            scope = lookup.findVirtual(segmentType, "scope", MethodType.methodType(scopeType))
                    .asType(MethodType.genericMethodType(1));
            accessible = lookup.findVirtual(segmentType, "isAccessibleBy",
                    MethodType.methodType(boolean.class, Thread.class))
                    .asType(MethodType.methodType(boolean.class, Object.class, Thread.class));
            MethodHandle scopeOfArena = lookup.findVirtual(arenaType, "scope", MethodType.methodType(scopeType))
                    .asType(MethodType.genericMethodType(1));
            lasting.add(scope(ByteBuffer.allocateDirect(1)).getClass());
            for (String arena : new String[] {"global", "ofAuto"}) {
                Object lives = lookup.findStatic(arenaType, arena, MethodType.methodType(arenaType))
                        .asType(MethodType.genericMethodType(0)).invokeExact();
                Object its = scopeOfArena.invokeExact(lives);
                lasting.add(its.getClass());
            }
        }

        private Object scope(ByteBuffer buffer) throws Throwable {
            Object memory = (Object) segment.invokeExact(buffer);
            return (Object) scope.invokeExact(memory);
        }

        @Override
        boolean isCloseable(ByteBuffer direct) {
            try {
                return !lasting.contains(scope(direct).getClass());
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Override
        boolean isConfined(ByteBuffer direct) {
            try {
                Object memory = (Object) segment.invokeExact(direct);
                return !(boolean) accessible.invokeExact(memory, nobody);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        /** None of these methods declares an exception. */
        private static RuntimeException unexpected(Throwable e) {
            if (e instanceof Error error) {
                throw error;
            }
            return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }
}
