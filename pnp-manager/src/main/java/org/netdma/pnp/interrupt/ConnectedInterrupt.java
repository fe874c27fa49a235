// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.netdma.pnp.object.DeviceConnection;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.driver.InterruptServiceRoutine;
import org.netdma.wdm.pnp.LifeParty;
import org.netdma.wdm.resource.InterruptResource;

/** A service routine connected to a vector. Counts who is inside, so that disconnecting can wait for them. */
final class ConnectedInterrupt implements InterruptObject, DeviceConnection {

    private static final System.Logger LOG = System.getLogger(ConnectedInterrupt.class.getName());

    private static final int DISCONNECTED = 1 << 31;
    private static final long POLL_NANOS = 50_000;

    private final InterruptController controller;
    private final Vector vector;
    private final DeviceLayer device;
    private final InterruptResource resource;
    private final InterruptServiceRoutine routine;
    // How many threads are inside the routine, and the mark that no more may enter.
    private final AtomicInteger inside = new AtomicInteger();

    ConnectedInterrupt(InterruptController controller, Vector vector, DeviceLayer device, InterruptResource resource,
            InterruptServiceRoutine routine) {
        this.controller = controller;
        this.vector = vector;
        this.device = device;
        this.resource = resource;
        this.routine = routine;
    }

    @Override
    public void signal() {
        if (inside.get() >= 0) {
            vector.signal();
        }
    }

    /** {@return what the service routine says; false when disconnected or when it throws, which is its last call} */
    boolean service() {
        // The decrement releases what the routine did to the acquiring read in disconnect.
        if (inside.incrementAndGet() < 0) {
            inside.decrementAndGet();
            return false;
        }
        try {
            return routine.service();
        } catch (Throwable thrown) {
            // Its device is taken out of work; a storm of interrupts until then must not be one of log lines.
            if (inside.getAndUpdate(count -> count | DISCONNECTED) >= 0) {
                device.threw(LOG, "in its service routine", thrown);
            }
            return false;
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public void disconnect() {
        if (inside.get() >= 0) {
            device.home().ifPresent(stack -> stack.life().call(device.party(), LifeParty.PNP_MANAGER,
                    "IoDisconnectInterruptEx"));
        }
        end();
    }

    private void end() {
        inside.getAndUpdate(count -> count | DISCONNECTED);
        controller.remove(this, vector, resource.vector());
        device.gaveBack(this);
        long deadline = System.nanoTime() + controller.limit().toNanos();
        while ((inside.get() & ~DISCONNECTED) != 0) {
            if (System.nanoTime() - deadline > 0) {
                LOG.log(Level.ERROR, "a service routine of {0} still runs {1} ms after it was disconnected [PNP-18]",
                        device, controller.limit().toMillis());
                return;
            }
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }

    @Override
    public void release() {
        end();
    }

    @Override
    public boolean isTiedToResources() {
        return true;
    }

    @Override
    public String description() {
        return resource.toString();
    }
}
