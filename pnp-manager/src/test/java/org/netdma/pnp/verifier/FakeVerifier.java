// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.verifier;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.netdma.wdm.verifier.Verifier;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;
import org.netdma.wdm.verifier.ViolationCount;

/** A verifier that keeps what it is told; in mode STRICT it has devices fail. It watches one driver. */
public final class FakeVerifier implements Verifier {

    private final String watched;
    private final VerifierMode mode;
    private final BiConsumer<String, String> failures;
    private final List<Violation> violations = new CopyOnWriteArrayList<>();
    private final List<String> routines = new CopyOnWriteArrayList<>();

    public FakeVerifier(String watched, VerifierMode mode, BiConsumer<String, String> failures) {
        this.watched = watched;
        this.mode = mode;
        this.failures = failures;
    }

    /** {@return what was reported} */
    public List<Violation> reported() {
        return violations;
    }

    /** {@return the rules that were broken} */
    public List<VerifierRule> rules() {
        return violations.stream().map(Violation::rule).toList();
    }

    /** {@return the routines that it looked on at, such as {@code AddDevice ROOT\TOY\0000}} */
    public List<String> routines() {
        return routines;
    }

    @Override
    public VerifierMode mode() {
        return VerifierMode.OFF;
    }

    @Override
    public VerifierMode mode(String driver) {
        return driver.equals(watched) ? mode : VerifierMode.OFF;
    }

    @Override
    public Map<String, VerifierMode> ownModes() {
        return Map.of(watched, mode);
    }

    @Override
    public void setMode(VerifierMode newMode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setMode(String driver, VerifierMode newMode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clearMode(String driver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public VerifierMode report(Violation violation) {
        violations.add(violation);
        if (mode == VerifierMode.STRICT && !violation.device().isEmpty()) {
            failures.accept(violation.device(), violation.detail());
        }
        return mode;
    }

    @Override
    public List<ViolationCount> violations() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
        violations.clear();
    }

    @Override
    public <T> T during(String driver, String device, String routine, Supplier<T> call) {
        if (driver.equals(watched)) {
            routines.add((routine + " " + device).strip());
        }
        return call.get();
    }
}
