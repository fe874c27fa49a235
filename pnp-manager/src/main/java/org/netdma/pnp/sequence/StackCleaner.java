// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.object.DeviceConnection;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.DeviceStack;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.resource.ResourceArbiter;
import org.netdma.pnp.verifier.DriverVerifier;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.resource.ResourceList;
import org.netdma.wdm.verifier.VerifierRule;

/** Leaves nothing of a device behind but its PDO, whatever its drivers forgot [PNP-10]. */
final class StackCleaner {

    private static final System.Logger LOG = System.getLogger(StackCleaner.class.getName());

    /** How long a driver that let its sender wait for REMOVE_DEVICE may take to leave the stack after completion. */
    private static final Duration LATE_DRIVERS = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = 1_000_000;

    private final IoManager io;
    private final ResourceArbiter arbiter;
    private final DriverVerifier watch;

    StackCleaner(IoManager io, ResourceArbiter arbiter, DriverVerifier watch) {
        this.watch = watch;
        this.io = io;
        this.arbiter = arbiter;
    }

    /** Cleans a stack after REMOVE_DEVICE, and names what a driver should have done itself. */
    void afterRemove(Devnode node, IrpSender.Answer remove) {
        if (remove.pended()) {
            awaitLateDrivers(node);
        }
        for (DeviceLayer left : remaining(node)) {
            if (remove.reached().contains(left)) {
                blame(node, left);
            } else {
                LOG.log(Level.INFO, "REMOVE_DEVICE did not reach {0}: taken away without it", left);
            }
            takeAway(node.stack(), left);
        }
        giveBackAll(node);
    }

    /**
     * A driver that completed REMOVE_DEVICE on a thread of its own leaves the stack there, and that may be after it has
     * passed the IRP down, which is completed by then: the order of Windows.
     */
    private static void awaitLateDrivers(Devnode node) {
        long end = System.nanoTime() + LATE_DRIVERS.toNanos();
        while (!remaining(node).isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Cleans what is left of drivers that have left the stack without being told to. */
    void afterDetach(Devnode node) {
        for (DeviceLayer left : remaining(node)) {
            blame(node, left);
            takeAway(node.stack(), left);
        }
        giveBackAll(node);
    }

    private void blame(Devnode node, DeviceLayer left) {
        LOG.log(Level.WARNING, "driver {0} did not {1} {2} in REMOVE_DEVICE: done for it [PNP-10]",
                left.driver().name(), left.stack().isPresent() ? "detach and delete" : "delete", left);
        watch.report(VerifierRule.DEVICE_NOT_DELETED, left.driver().name(), node.instanceId(), "REMOVE_DEVICE",
                "%s is left behind".formatted(left));
    }

    private void giveBackAll(Devnode node) {
        giveBack(node.stack().physicalDevice());
        releaseResources(node);
    }

    /** Its bus driver connects nothing: what the PDO holds is of a driver that took it for its own device object. */
    private static void giveBack(DeviceLayer physicalDevice) {
        for (DeviceConnection connection : physicalDevice.connections()) {
            LOG.log(Level.WARNING, "a driver left {0} behind, made in the name of {1}: given back for it. Pass your "
                    + "own device object, and give all back before you delete it [PNP-10]", connection.description(),
                    physicalDevice);
            connection.release();
        }
    }

    /** Takes back, after STOP_DEVICE, what is tied to resources that are going to be others. */
    void afterStop(Devnode node) {
        for (DeviceLayer layer : node.stack().layers()) {
            layer.connections().stream().filter(DeviceConnection::isTiedToResources).forEach(connection -> {
                LOG.log(Level.WARNING, "{0} has {1} after STOP_DEVICE: given back for it [PNP-7]", layer,
                        connection.description());
                connection.release();
            });
        }
    }

    /** Takes away what an AddDevice made that failed [PNP-3]. */
    void afterAddDevice(Devnode node, LoadedDriver driver, List<DeviceLayer> before) {
        Set<DeviceLayer> made = new LinkedHashSet<>(driver.devices());
        made.removeAll(before);
        made.forEach(layer -> takeAway(node.stack(), layer));
        giveBack(node.stack().physicalDevice());
    }

    private static List<DeviceLayer> remaining(Devnode node) {
        DeviceStack stack = node.stack();
        Set<DeviceLayer> remaining = new LinkedHashSet<>(stack.attachedLayers());
        node.drivers().stream().flatMap(stored -> stored.loaded().stream()).forEach(driver -> driver.devices().stream()
                .filter(layer -> layer != stack.physicalDevice() && layer.home().filter(stack::equals).isPresent())
                .forEach(remaining::add));
        return new ArrayList<>(remaining);
    }

    private void takeAway(DeviceStack stack, DeviceLayer layer) {
        stack.detach(layer);
        delete(layer);
    }

    /** Deletes a device object, with the interrupts and calls it holds. */
    void delete(DeviceLayer layer) {
        io.deleteDevice(layer);
        // Deleted by its driver already, but connected something after that.
        layer.connections().forEach(DeviceConnection::release);
    }

    /** Gives the resources of a device back. */
    void releaseResources(Devnode node) {
        arbiter.release(node.stack().assigned());
        node.stack().assign(ResourceList.NONE);
    }
}
