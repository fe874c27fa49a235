// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.netdma.core.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The one NetDMA interface of the framework, which the bundle-scoped services are views of. Immediate: it stays, with
 * its numbers and settings, while nobody uses a service.
 */
@Component(service = InterfaceComponent.class, immediate = true, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class InterfaceComponent {

    static final String PID = "org.netdma.core";

    private static final Logger LOG = System.getLogger(InterfaceComponent.class.getName());

    private final NetDmaInterface netDma;
    private Map<String, Object> configured = Map.of();

    @Activate
    public InterfaceComponent(@Reference VerifierComponent verifier) {
        netDma = new NetDmaInterface(settings(configured), verifier.verifier());
        netDma.start();
    }

    /** Takes a configuration, at once. */
    synchronized void configure(Map<String, Object> properties) {
        if (!properties.equals(configured)) {
            configured = properties;
            netDma.configure(settings(properties));
        }
    }

    @Deactivate
    void deactivate() {
        netDma.close();
    }

    NetDmaInterface netDma() {
        return netDma;
    }

    private static Settings settings(Map<String, Object> properties) {
        Settings settings = new ConfiguredSettings(properties).read();
        LOG.log(Level.INFO, "NetDMA interface 2.0: {0}", settings);
        return settings;
    }
}
