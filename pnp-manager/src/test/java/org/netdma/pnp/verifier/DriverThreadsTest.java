// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DriverThreadsTest {

    /** What a driver runs on a thread of its own; loaded by the driver's class loader. */
    public static final class Loop implements Runnable {

        private final CountDownLatch over;

        public Loop(CountDownLatch over) {
            this.over = over;
        }

        @Override
        public void run() {
            try {
                over.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A driver's: has a Loop of its own, and all else is everybody's. */
    private static final class DriverLoader extends ClassLoader {

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Loop.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }

    private final CountDownLatch over = new CountDownLatch(1);
    private final ClassLoader driver = new DriverLoader();
    private Thread drivers;
    private Thread others;

    @BeforeEach
    void start() throws Exception {
        drivers = new Thread((Runnable) Class.forName(Loop.class.getName(), true, driver)
                .getConstructor(CountDownLatch.class).newInstance(over), "the driver's thread");
        others = new Thread(this::awaitEnd, "somebody else's thread");
        drivers.start();
        others.start();
    }

    private void awaitEnd() {
        try {
            over.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        over.countDown();
        drivers.join(10_000);
        others.join(10_000);
    }

    /** The thread may not be in its own code yet. */
    private List<Thread> find() {
        DriverThreads threads = new DriverThreads(driver);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        List<Thread> found = threads.leftAfter(Duration.ZERO);
        while (found.isEmpty() && System.nanoTime() - deadline < 0) {
            found = threads.leftAfter(Duration.ZERO);
        }
        return found;
    }

    @Test
    @DisplayName("[PNP-10] a thread in a class of the driver's is found, and no other")
    void shouldFindTheThreadsOfADriver() {
        assertEquals(List.of(drivers), find());
    }

    @Test
    @DisplayName("[PNP-10] a thread that ends in time is not found")
    void shouldWaitForThreadsThatEnd() {
        find();
        over.countDown();
        assertEquals(List.of(), new DriverThreads(driver).leftAfter(Duration.ofSeconds(60)));
    }
}
