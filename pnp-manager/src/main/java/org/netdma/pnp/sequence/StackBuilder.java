// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeEvent;
import org.netdma.pnp.driver.LoadFailure;
import org.netdma.pnp.driver.ServingDrivers;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.thread.Outcome;
import org.netdma.pnp.thread.PnpThread;
import org.netdma.pnp.thread.StuckThread;
import org.netdma.pnp.verifier.DriverVerifier;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.ProblemCode;

/** Loads the drivers of a device and lets them build its stack: lower filters, function driver, upper filters. */
final class StackBuilder {

    private static final System.Logger LOG = System.getLogger(StackBuilder.class.getName());

    private final PnpThread thread;
    private final Supplier<Duration> callLimit;
    private final DriverLoader loader;
    private final StackCleaner cleaner;
    private final RemovalSequence removal;
    private final DriverVerifier watch;

    StackBuilder(PnpThread thread, Supplier<Duration> callLimit, DriverLoader loader, StackCleaner cleaner,
            RemovalSequence removal, DriverVerifier watch) {
        this.watch = watch;
        this.thread = thread;
        this.callLimit = callLimit;
        this.loader = loader;
        this.cleaner = cleaner;
        this.removal = removal;
    }

    /** {@return the function driver, its FDO attached and all filters with it; empty when one of the steps failed} */
    Optional<LoadedDriver> build(Devnode node, ServingDrivers drivers) {
        List<LoadedDriver> loaded = new ArrayList<>();
        for (StoredDriver stored : drivers.all()) {
            Optional<LoadedDriver> driver = loader.load(stored, node.stack().life());
            if (driver.isEmpty()) {
                LoadFailure failure = stored.failure().orElseThrow();
                node.fail(failure.problem(), failure.text());
                return Optional.empty();
            }
            loaded.add(driver.get());
        }
        node.transitionTo(DevnodeEvent.DRIVER_LOADED);
        for (LoadedDriver driver : loaded) {
            List<StuckThread> stuck = new ArrayList<>();
            Optional<Failures.Failure> reason = addDevice(node, driver, stuck);
            if (reason.isPresent()) {
                if (node.stack().layers().size() > 1) {
                    // Drivers that have attached before are told that it comes to nothing.
                    removal.removeDrivers(node);
                }
                stuck.forEach(node::markStuck);
                node.fail(ProblemCode.FAILED_ADD, reason.get().text(), reason.get().thrown());
                return Optional.empty();
            }
        }
        node.transitionTo(DevnodeEvent.FDO_ATTACHED);
        return drivers.function().flatMap(StoredDriver::loaded);
    }

    /** {@return why it failed, with all taken away that the driver made; empty when it has attached an object} */
    private Optional<Failures.Failure> addDevice(Devnode node, LoadedDriver driver, List<StuckThread> stuck) {
        String what = "AddDevice of " + driver + " for " + node;
        List<DeviceLayer> before = driver.devices();
        int depth = node.stack().layers().size();
        node.stack().beginRequest();
        node.stack().open();
        driver.dealsWith(node.stack().life());
        Outcome<NtStatus> outcome = node.stack().life().calling(driver.name(), "AddDevice", () -> thread.call(what,
                () -> watch.during(driver.name(), node.instanceId(), "AddDevice",
                        () -> driver.addDevice().addDevice(driver, node.stack().physicalDevice())), callLimit.get()));
        node.stack().close();
        outcome.stuckThread().ifPresent(stuck::add);
        Optional<String> said = node.stack().endRequest();
        Optional<Failures.Failure> reason = Failures.reason(what, outcome, driver, "PNP-3", said);
        if (reason.isEmpty() && node.stack().layers().size() == depth) {
            reason = Optional.of(new Failures.Failure(
                    what + " returned success and attached no device object to the stack [PNP-3]", null));
        }
        if (reason.isEmpty()) {
            said.ifPresent(text -> LOG.log(Level.ERROR, "{0}: {1}", node, text));
        } else {
            cleaner.afterAddDevice(node, driver, before);
        }
        return reason;
    }
}
