// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.netdma.core.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The one NetDMA interface of the framework, which the bundle-scoped services are views of. */
@Component(service = InterfaceComponent.class, configurationPid = InterfaceComponent.PID)
@Designate(ocd = InterfaceConfiguration.class)
public final class InterfaceComponent {

    static final String PID = "org.netdma.core";

    private static final Logger LOG = System.getLogger(InterfaceComponent.class.getName());

    private final NetDmaInterface netDma;

    @Activate
    public InterfaceComponent(InterfaceConfiguration configuration) {
        netDma = new NetDmaInterface(settings(configuration));
        netDma.start();
    }

    @Modified
    void modified(InterfaceConfiguration configuration) {
        netDma.configure(settings(configuration));
    }

    @Deactivate
    void deactivate() {
        netDma.close();
    }

    NetDmaInterface netDma() {
        return netDma;
    }

    private static Settings settings(InterfaceConfiguration configuration) {
        Settings settings = new Settings(Duration.ofMillis(configuration.transferTimeoutMillis()),
                Duration.ofMillis(configuration.regionCloseLimitMillis()), configuration.messageInterrupts(),
                configuration.processorCount());
        LOG.log(Level.INFO, "NetDMA interface 2.0, {0}", settings);
        return settings;
    }
}
