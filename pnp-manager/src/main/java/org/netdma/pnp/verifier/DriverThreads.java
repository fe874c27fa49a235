// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.verifier;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The threads that run a driver's code: those whose class, or a class in whose methods they are, is the driver's. The
 * JVM tells of other threads' classes only the names, so that a class of the same name is taken for the driver's; and a
 * thread of a pool that is idle is in none, and not found.
 */
public final class DriverThreads {

    private static final long PAUSE_NANOS = 1_000_000;

    private final ClassLoader driver;

    /** @param driver that loaded the driver's classes */
    public DriverThreads(ClassLoader driver) {
        this.driver = driver;
    }

    /** {@return those that are still there after so long} */
    public List<Thread> leftAfter(Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        List<Thread> left = find();
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
            left = find();
        }
        return left;
    }

    private List<Thread> find() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey() != Thread.currentThread() && isDrivers(each)).map(Map.Entry::getKey)
                .toList();
    }

    private boolean isDrivers(Map.Entry<Thread, StackTraceElement[]> thread) {
        return thread.getKey().getClass().getClassLoader() == driver
                || Stream.of(thread.getValue()).map(StackTraceElement::getClassName).distinct()
                        .anyMatch(this::isDrivers);
    }

    private boolean isDrivers(String className) {
        try {
            return Class.forName(className, false, driver).getClassLoader() == driver;
        } catch (ClassNotFoundException | LinkageError unknown) {
            return false; // the driver cannot see it, so it is not the driver's
        }
    }
}
