// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.concurrent.atomic.AtomicInteger;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.driver.InterruptServiceRoutine;
import org.netdma.wdm.resource.InterruptResource;

/** An interrupt that the driver connected. */
public final class BenchInterrupt implements InterruptObject {

    private static final ThreadLocal<BenchInterrupt> IN_SERVICE = new ThreadLocal<>();

    private final Bench bench;
    private final InterruptResource resource;
    private final InterruptServiceRoutine routine;
    private final AtomicInteger running = new AtomicInteger();
    /** Whether the service routine that the thread runs has called isr. */
    private final ThreadLocal<Boolean> asked = ThreadLocal.withInitial(() -> false);
    private volatile boolean connected = true;

    BenchInterrupt(Bench bench, InterruptResource resource, InterruptServiceRoutine routine) {
        this.bench = bench;
        this.resource = resource;
        this.routine = routine;
    }

    /** {@return the interrupt whose service routine the caller runs in, or null} */
    static BenchInterrupt inService() {
        return IN_SERVICE.get();
    }

    void noteAsked() {
        asked.set(true);
    }

    /** {@return what it is connected to} */
    public InterruptResource resource() {
        return resource;
    }

    boolean isConnected() {
        return connected;
    }

    @Override
    public void signal() {
        service();
    }

    /** Runs the service routine, as hardware on the same line does. {@return whether it said that it was its device} */
    public boolean service() {
        running.incrementAndGet();
        BenchInterrupt outer = IN_SERVICE.get();
        IN_SERVICE.set(this);
        asked.set(false);
        try {
            boolean isClaimed = connected && routine.service();
            if (!isClaimed && asked.get()) {
                bench.violations().add("INT-4", ("the service routine of %s says that it was not its device, though it"
                        + " called isr").formatted(resource));
            }
            return isClaimed;
        } catch (RuntimeException e) {
            bench.violations().add("INT-2", "the service routine of %s threw %s".formatted(resource, e));
            return false;
        } finally {
            IN_SERVICE.set(outer);
            running.decrementAndGet();
        }
    }

    @Override
    public void disconnect() {
        connected = false;
        if (IN_SERVICE.get() == this) {
            bench.violations().add("INT-2", "%s is disconnected in its own service routine".formatted(resource));
        } else if (!bench.threads().awaitTrue(() -> running.get() == 0)) {
            bench.violations().add("INT-2", "the service routine of %s does not end".formatted(resource));
        }
    }
}
