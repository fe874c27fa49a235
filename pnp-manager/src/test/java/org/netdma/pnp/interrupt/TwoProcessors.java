// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.registry.ParameterSource;

/** The DPC processors of a machine with two CPUs, and a device whose calls they run. */
abstract class TwoProcessors {

    static final int CPUS = 2;

    final Map<Integer, Thread> pinned = new ConcurrentHashMap<>();
    final DpcProcessors processors = new DpcProcessors(CPUS, () -> Duration.ofSeconds(20),
            cpu -> pinned.put(cpu, Thread.currentThread()) == null);
    final DeviceLayer device = new DeviceLayer(
            new LoadedDriver("toy", new ConfiguredRegistryPath("toy", ParameterSource.NONE)), null);

    @BeforeEach
    void start() {
        processors.start();
    }

    @AfterEach
    void stop() {
        processors.stop();
    }

    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS), "waited in vain");
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    void runOnAllCpus() {
        CountDownLatch done = new CountDownLatch(CPUS);
        for (int cpu = 0; cpu < CPUS; cpu++) {
            processors.create(device, number -> done.countDown()).queue(cpu);
        }
        await(done);
    }
}
