// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.wdm.pnp.DeviceFailures;
import org.netdma.wdm.verifier.Verifier;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.Violation;
import org.netdma.wdm.verifier.ViolationCount;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The one verifier of the framework. Immediate: it keeps what it counted while nobody uses the service. */
@Component(service = { Verifier.class, VerifierComponent.class }, immediate = true,
        configurationPolicy = ConfigurationPolicy.IGNORE)
public final class VerifierComponent implements Verifier {

    static final String PID = "org.netdma.verifier";

    private final CoreVerifier verifier;
    private Map<String, Object> configured = Map.of();

    @Activate
    public VerifierComponent() {
        verifier = new CoreVerifier(new ConfiguredVerifier(Map.of()).read());
    }

    /** Takes a configuration, at once; modes set by command stay when it is the one that was taken last. */
    synchronized void configure(Map<String, Object> properties) {
        if (!properties.equals(configured)) {
            configured = properties;
            verifier.configure(new ConfiguredVerifier(properties).read());
        }
    }

    @Deactivate
    void deactivate() {
        verifier.close();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindFailures(DeviceFailures failures) {
        verifier.failDevicesWith(failures);
    }

    void unbindFailures(DeviceFailures failures) {
        verifier.forget(failures);
    }

    /** {@return the verifier, for the interface} */
    CoreVerifier verifier() {
        return verifier;
    }

    @Override
    public VerifierMode mode() {
        return verifier.mode();
    }

    @Override
    public VerifierMode mode(String driver) {
        return verifier.mode(driver);
    }

    @Override
    public Map<String, VerifierMode> ownModes() {
        return verifier.ownModes();
    }

    @Override
    public void setMode(VerifierMode mode) {
        verifier.setMode(mode);
    }

    @Override
    public void setMode(String driver, VerifierMode mode) {
        verifier.setMode(driver, mode);
    }

    @Override
    public void clearMode(String driver) {
        verifier.clearMode(driver);
    }

    @Override
    public VerifierMode report(Violation violation) {
        return verifier.report(violation);
    }

    @Override
    public List<ViolationCount> violations() {
        return verifier.violations();
    }

    @Override
    public void clear() {
        verifier.clear();
    }

    @Override
    public <T> T during(String driver, String device, String routine, Supplier<T> call) {
        return verifier.during(driver, device, routine, call);
    }
}
