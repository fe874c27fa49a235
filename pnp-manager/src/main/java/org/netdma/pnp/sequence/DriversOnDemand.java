// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.netdma.pnp.device.DeviceIdentity;
import org.netdma.pnp.driver.BundleStarter;
import org.netdma.pnp.driver.DriverPackage;
import org.netdma.pnp.driver.DriverStore;
import org.netdma.pnp.driver.Matching;
import org.netdma.pnp.driver.ServingDrivers;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.life.LifeRecorder;
import org.netdma.pnp.thread.Outcome;
import org.netdma.pnp.thread.PnpThread;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.driver.FilterPosition;

/**
 * Chooses the drivers of devices [PNP-15], starting the bundle of a staged one when a device needs it, and stopping it
 * after its last device is gone. Runs on the PnP queue's thread; bundle code runs on the PnP thread.
 */
final class DriversOnDemand {

    private static final System.Logger LOG = System.getLogger(DriversOnDemand.class.getName());

    private final DriverStore store;
    private final PnpThread thread;
    private final Supplier<Duration> limit;
    private final Set<Long> started = new HashSet<>();
    private volatile BundleStarter starter = BundleStarter.NONE;

    DriversOnDemand(DriverStore store, PnpThread thread, Supplier<Duration> limit) {
        this.store = store;
        this.thread = thread;
        this.limit = limit;
    }

    /** Sets who starts bundles. Any thread. */
    void startWith(BundleStarter newStarter) {
        starter = newStarter;
    }

    /** {@return the best function driver for a device, if one serves it, with the filters, their services there} */
    ServingDrivers choose(DeviceIdentity device, LifeRecorder life, List<StoredDriver> builtIn) {
        Optional<StoredDriver> function = best(device, life, builtIn);
        return function.isEmpty() ? ServingDrivers.NONE : new ServingDrivers(
                filters(device, life, FilterPosition.LOWER), function, filters(device, life, FilterPosition.UPPER));
    }

    private List<StoredDriver> filters(DeviceIdentity device, LifeRecorder life, FilterPosition position) {
        staged().stream().filter(inf -> fits(device, position, inf)).forEach(inf -> start(inf, device, life));
        store.arriving().stream().filter(inf -> fits(device, position, inf)).forEach(inf -> await(inf, device));
        return store.available().stream().filter(driver -> fits(device, position, driver.driverPackage()))
                .sorted(Comparator.comparing(driver -> driver.driverPackage().name())).toList();
    }

    private static boolean fits(DeviceIdentity device, FilterPosition position, DriverPackage inf) {
        return inf.filter() == position && Matching.fits(device.hardwareIds(), device.compatibleIds(), inf);
    }

    /** {@return what tells which driver would serve a device if it were started now; for use at once} */
    Function<DeviceIdentity, Optional<DriverPackage>> choice(List<StoredDriver> builtIn) {
        List<DriverPackage> candidates = candidates(running(builtIn));
        // There may be thousands of devices, and they are of few kinds.
        Map<List<List<String>>, Optional<DriverPackage>> known = new HashMap<>();
        return device -> known.computeIfAbsent(List.of(device.hardwareIds(), device.compatibleIds()),
                ids -> Matching.best(ids.get(0), ids.get(1), candidates));
    }

    private List<StoredDriver> running(List<StoredDriver> builtIn) {
        List<StoredDriver> running = new ArrayList<>(builtIn);
        running.addAll(store.available());
        return running;
    }

    private List<DriverPackage> candidates(List<StoredDriver> running) {
        List<DriverPackage> all = new ArrayList<>(running.stream().map(StoredDriver::driverPackage).toList());
        all.addAll(staged());
        return all;
    }

    private List<DriverPackage> staged() {
        return starter == BundleStarter.NONE ? List.of() : store.staged();
    }

    private Optional<StoredDriver> best(DeviceIdentity device, LifeRecorder life, List<StoredDriver> builtIn) {
        while (true) {
            // Asked anew each time: drivers come and go while a bundle starts.
            List<StoredDriver> running = running(builtIn);
            List<DriverPackage> arriving = store.arriving();
            List<DriverPackage> candidates = candidates(running);
            candidates.addAll(arriving);
            Optional<DriverPackage> best = Matching.best(device.hardwareIds(), device.compatibleIds(), candidates);
            Optional<StoredDriver> ready = best.flatMap(
                    inf -> running.stream().filter(driver -> driver.driverPackage() == inf).findFirst());
            if (best.isEmpty() || ready.isPresent()) {
                return ready;
            }
            if (arriving.contains(best.get())) {
                await(best.get(), device);
            } else {
                start(best.get(), device, life);
            }
        }
    }

    /** After it the package is expected no more, so that the choice above comes to an end. */
    private void await(DriverPackage inf, DeviceIdentity device) {
        LOG.log(Level.INFO, "{0} waits for driver {1}: {2} has just been started", device.instanceId(),
                inf.name(), inf.bundle());
        store.awaitArrival(inf);
    }

    /** After it the package is staged no more, so that the choice above comes to an end. */
    private void start(DriverPackage inf, DeviceIdentity device, LifeRecorder life) {
        long bundle = inf.bundle().id();
        LOG.log(Level.INFO, "{0} needs driver {1}: {2} is started", device.instanceId(), inf.name(), inf.bundle());
        store.holdBack(bundle, "its bundle was started for " + device.instanceId());
        started.add(bundle);
        life.bundleStarts(inf.name(), inf.bundle().symbolicName());
        String what = "start of " + inf.bundle();
        Outcome<NtStatus> outcome = thread.call(what, () -> {
            starter.start(bundle);
            return NtStatus.SUCCESS;
        }, limit.get());
        if (!(outcome instanceof Outcome.Returned)) {
            String reason = outcome instanceof Outcome.Threw<NtStatus> threw ? reason(threw.thrown())
                    : "it did not return in time [PNP-18]";
            LOG.log(Level.ERROR, "{0} failed; it is tried again when the bundle has changed or somebody starts it: {1}",
                    what, reason);
            store.holdBack(bundle, what + " failed: " + reason);
            started.remove(bundle);
        }
    }

    private static String reason(Throwable thrown) {
        return thrown instanceof NtStatusException refused ? refused.getMessage() : thrown.toString();
    }

    /** Stops the bundle of a driver that is unloaded, if this has started it and no other driver of it is loaded. */
    void unloaded(StoredDriver driver) {
        long bundle = driver.driverPackage().bundle().id();
        List<StoredDriver> all = store.stored().stream()
                .filter(each -> each.driverPackage().bundle().id() == bundle).toList();
        if (all.stream().anyMatch(each -> each.loaded().isPresent()) || !started.remove(bundle)) {
            return;
        }
        LOG.log(Level.INFO, "no device needs {0} any more: {1} is stopped [PNP-12]", driver,
                driver.driverPackage().bundle());
        all.forEach(StoredDriver::release);
        String what = "stop of " + driver.driverPackage().bundle();
        Outcome<NtStatus> outcome = thread.call(what, () -> {
            starter.stop(bundle);
            return NtStatus.SUCCESS;
        }, limit.get());
        if (outcome instanceof Outcome.Threw<NtStatus> threw) {
            LOG.log(Level.ERROR, what + " failed", threw.thrown());
        }
        // Its devices may be served again; when it goes then, somebody waits for their removal [PNP-14].
        all.stream().filter(each -> !each.hasDeparted()).forEach(StoredDriver::keep);
    }
}
