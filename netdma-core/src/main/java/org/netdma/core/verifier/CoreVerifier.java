// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.netdma.wdm.pnp.DeviceFailures;
import org.netdma.wdm.verifier.Verifier;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.Violation;
import org.netdma.wdm.verifier.ViolationCount;

/**
 * The verifier service: modes, and what was reported. Each change makes new settings, which readers take as they are.
 */
public final class CoreVerifier implements Verifier, AutoCloseable {

    private static final Logger LOG = System.getLogger(CoreVerifier.class.getName());
    private static final DeviceFailures NOBODY = (instanceId, reason) -> LOG.log(Level.WARNING,
            "{0} should fail and goes on: there is no PnP manager to take it out of work ({1})", instanceId, reason);

    private final CallbackWatch callbacks = new CallbackWatch(this);
    private final ViolationLog log = new ViolationLog();
    private volatile VerifierSettings settings;
    private volatile DeviceFailures failures = NOBODY;

    /** @param settings as configured */
    public CoreVerifier(VerifierSettings settings) {
        this.settings = settings;
    }

    /** Takes a new configuration, instead of modes that were set by hand. */
    public synchronized void configure(VerifierSettings newSettings) {
        settings = newSettings;
    }

    /** Says who takes devices out of work. */
    public synchronized void failDevicesWith(DeviceFailures whom) {
        failures = whom;
    }

    /** Says who does so no longer. */
    public synchronized void forget(DeviceFailures whom) {
        if (failures == whom) {
            failures = NOBODY;
        }
    }

    @Override
    public VerifierMode mode() {
        return settings.mode();
    }

    @Override
    public VerifierMode mode(String driver) {
        VerifierSettings now = settings;
        return now.ownModes().getOrDefault(driver, now.mode());
    }

    @Override
    public Map<String, VerifierMode> ownModes() {
        return new TreeMap<>(settings.ownModes());
    }

    @Override
    public synchronized void setMode(VerifierMode mode) {
        settings = settings.withMode(Objects.requireNonNull(mode));
        LOG.log(Level.INFO, "the verifier''s mode is {0}", mode);
    }

    @Override
    public synchronized void setMode(String driver, VerifierMode mode) {
        Objects.requireNonNull(mode);
        Map<String, VerifierMode> modes = new TreeMap<>(settings.ownModes());
        modes.put(Objects.requireNonNull(driver), mode);
        settings = settings.withOwnModes(modes);
        LOG.log(Level.INFO, "the verifier''s mode of {0} is {1}", driver, mode);
    }

    @Override
    public synchronized void clearMode(String driver) {
        Map<String, VerifierMode> modes = new TreeMap<>(settings.ownModes());
        modes.remove(driver);
        settings = settings.withOwnModes(modes);
        LOG.log(Level.INFO, "the verifier''s mode of {0} is that of all others, {1}", driver, settings.mode());
    }

    /** Has a device fail, soon. */
    void failDevice(String instanceId, String reason) {
        failures.fail(instanceId, reason);
    }

    @Override
    public VerifierMode report(Violation violation) {
        VerifierMode mode = mode(violation.driver());
        if (mode == VerifierMode.OFF) {
            return mode;
        }
        log.add(violation, mode);
        if (mode == VerifierMode.STRICT && !violation.device().isEmpty()) {
            failures.fail(violation.device(), "the verifier saw driver %s break [%s] %s in %s: %s".formatted(
                    violation.driver(), violation.rule().reference(), violation.rule(), violation.call(),
                    violation.detail()));
        }
        return mode;
    }

    @Override
    public List<ViolationCount> violations() {
        return log.counts();
    }

    @Override
    public void clear() {
        log.clear();
    }

    @Override
    public <T> T during(String driver, String device, String routine, Supplier<T> call) {
        return callbacks.during(new Suspect(driver, device), routine, call);
    }

    /** {@return work for another thread that this one waits for: what blocks in it is to blame, not the caller} */
    <T> Supplier<T> onBehalf(Supplier<T> work) {
        return callbacks.onBehalf(work);
    }

    /** {@return a client's bundle, to be watched} */
    public Watched client(String bundle) {
        return new Watched(this, Suspect.client(bundle), () -> { });
    }

    /**
     * {@return a driver, to be watched}
     *
     * @param stop run when it broke a rule in mode STRICT; quick
     */
    public Watched driver(Suspect driver, Runnable stop) {
        return new Watched(this, driver, stop);
    }

    /** {@return how long a callback may take} */
    Duration callbackLimit() {
        return settings.callbackLimit();
    }

    /** Ends the thread that looks on while callbacks run. */
    @Override
    public void close() {
        callbacks.close();
    }
}
