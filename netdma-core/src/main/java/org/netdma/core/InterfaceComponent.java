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

/**
 * The one NetDMA interface of the framework, which the bundle-scoped services are views of. Immediate: it stays, with
 * its numbers and settings, while nobody uses a service.
 */
@Component(service = InterfaceComponent.class, immediate = true, configurationPid = InterfaceComponent.PID)
@Designate(ocd = InterfaceConfiguration.class)
public final class InterfaceComponent {

    static final String PID = "org.netdma.core";

    private static final Duration LONGEST = Duration.ofDays(1);

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
        Settings settings = new Settings(
                limit("transferTimeoutMillis", configuration.transferTimeoutMillis(),
                        Settings.DEFAULT.transferTimeout()),
                limit("regionCloseLimitMillis", configuration.regionCloseLimitMillis(),
                        Settings.DEFAULT.regionCloseLimit()),
                configuration.messageInterrupts(), processors(configuration.processorCount()));
        LOG.log(Level.INFO, "NetDMA interface 2.0: {0}", settings);
        return settings;
    }

    private static Duration limit(String key, long millis, Duration otherwise) {
        if (millis >= 1 && millis <= LONGEST.toMillis()) {
            return Duration.ofMillis(millis);
        }
        LOG.log(Level.WARNING, "configuration {0}: {1} is {2}, not 1 to {3}; taking {4}", PID, key, millis,
                LONGEST.toMillis(), otherwise.toMillis());
        return otherwise;
    }

    private static int processors(int count) {
        if (count >= 0 && count <= Settings.MAXIMUM_PROCESSORS) {
            return count;
        }
        LOG.log(Level.WARNING, "configuration {0}: processorCount is {1}, not 0 to {2}; taking {3}", PID, count,
                Settings.MAXIMUM_PROCESSORS, Settings.DEFAULT.processorCount());
        return Settings.DEFAULT.processorCount();
    }
}
