// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import org.netdma.pnp.driver.LoadFailure;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.life.LifeRecorder;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.registry.ParameterSource;
import org.netdma.pnp.thread.Outcome;
import org.netdma.pnp.thread.PnpThread;
import org.netdma.pnp.verifier.DriverThreads;
import org.netdma.pnp.verifier.DriverVerifier;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.verifier.VerifierRule;

/** Calls DriverEntry and Unload. */
final class DriverLoader {

    private static final System.Logger LOG = System.getLogger(DriverLoader.class.getName());
    /** How long a thread that was told to end may take. */
    private static final Duration THREAD_GRACE = Duration.ofSeconds(1);

    private final PnpThread thread;
    private final Supplier<Duration> limit;
    private final StackCleaner cleaner;
    private final ParameterSource parameters;
    private final Runnable changed;
    private final DriverVerifier watch;

    DriverLoader(PnpThread thread, Supplier<Duration> limit, StackCleaner cleaner, ParameterSource parameters,
            Runnable changed, DriverVerifier watch) {
        this.watch = watch;
        this.thread = thread;
        this.limit = limit;
        this.cleaner = cleaner;
        this.parameters = parameters;
        this.changed = changed;
    }

    /**
     * Loads a driver that is not loaded.
     *
     * @param stored the driver
     * @param life   of the device that needs it
     * @return its driver object; empty when it failed, now or before [PNP-2]
     */
    Optional<LoadedDriver> load(StoredDriver stored, LifeRecorder life) {
        if (stored.loaded().isPresent() || stored.failure().isPresent()) {
            return stored.loaded();
        }
        if (stored.isAbandoned()) {
            stored.failedToLoad(new LoadFailure(ProblemCode.DRIVER_FAILED_LOAD, "its bundle is gone [PNP-14]"));
            return Optional.empty();
        }
        ConfiguredRegistryPath registry = new ConfiguredRegistryPath(stored.driverPackage().registryPath(), parameters);
        LoadedDriver driver = new LoadedDriver(stored.driverPackage().name(), registry,
                stored.driverPackage().filter());
        Outcome<NtStatus> outcome = life.calling(driver.name(), "DriverEntry", () -> thread.call(
                "DriverEntry of " + driver, () -> watch.during(driver.name(), "", "DriverEntry",
                        () -> stored.service().driverEntry(driver, registry)), limit.get()));
        Optional<Failures.Failure> reason = Failures.reason("DriverEntry of " + driver, outcome, driver, "PNP-2",
                Optional.empty());
        if (reason.isPresent()) {
            return refuse(stored, driver, new LoadFailure(ProblemCode.FAILED_DRIVER_ENTRY, reason.get().text()),
                    reason.get().thrown());
        }
        try {
            driver.driverEntryDone();
        } catch (NtStatusException noPnpDriver) {
            return refuse(stored, driver,
                    new LoadFailure(ProblemCode.DRIVER_FAILED_LOAD, noPnpDriver.getMessage()), null);
        }
        stored.loadedAs(driver);
        changed.run();
        LOG.log(Level.INFO, "{0} {1} is loaded from bundle {2}", driver, stored.driverPackage().bundle().version(),
                stored.driverPackage().bundle().id());
        return Optional.of(driver);
    }

    private Optional<LoadedDriver> refuse(StoredDriver stored, LoadedDriver driver, LoadFailure failure,
            Throwable thrown) {
        driver.revoke();
        stored.failedToLoad(failure);
        changed.run();
        LOG.log(Level.ERROR, driver + " is not loaded: " + failure.text(), thrown);
        return Optional.empty();
    }

    /** Unloads a driver, if it is loaded; its last device is removed [PNP-12]. */
    void unload(StoredDriver stored) {
        stored.loaded().ifPresent(driver -> {
            if (!driver.isRevoked()) {
                LifeRecorder life = driver.lastLife().orElseGet(LifeRecorder::new);
                Outcome<NtStatus> outcome = life.calling(driver.name(), "Unload", () -> thread.call(
                        "Unload of " + driver, () -> watch.during(driver.name(), "", "Unload", () -> {
                            driver.unload().unload(driver);
                            return NtStatus.SUCCESS;
                        }), limit.get()));
                Failures.reason("Unload of " + driver, outcome, driver, "PNP-12", Optional.empty())
                        .ifPresent(reason -> LOG.log(Level.ERROR, reason.text() + "; it is unloaded all the same",
                                reason.thrown()));
            }
            driver.revoke();
            for (DeviceLayer left : driver.devices()) {
                LOG.log(Level.WARNING, "{0} leaves {1} behind: deleted for it [PNP-10]", driver, left);
                watch.report(VerifierRule.DEVICE_NOT_DELETED, driver.name(), left.instanceId(), "Unload",
                        "%s is left behind".formatted(left));
                cleaner.delete(left);
            }
            lookForThreads(stored, driver);
            driver.lastLife().ifPresent(life -> life.note(driver + " is unloaded"));
            LOG.log(Level.INFO, "{0} is unloaded", driver);
        });
        stored.unloaded();
        changed.run();
    }

    /** Not for bus drivers that are part of the PnP manager, whose threads are its own. */
    private void lookForThreads(StoredDriver stored, LoadedDriver driver) {
        ClassLoader classes = stored.service().getClass().getClassLoader();
        if (!watch.isOn(driver.name()) || classes == DriverLoader.class.getClassLoader()) {
            return;
        }
        for (Thread left : new DriverThreads(classes).leftAfter(THREAD_GRACE)) {
            watch.report(VerifierRule.THREAD_LEFT_BEHIND, driver.name(), "", "Unload",
                    "thread %s is still there".formatted(left.getName()), left);
        }
    }
}
