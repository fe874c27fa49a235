// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands the PnP manager its configuration when that changes, where there is a ConfigurationAdmin. */
@Component(immediate = true)
public final class PnpConfigurationComponent implements ConfigurationListener {

    private static final String PID = PlugAndPlayConfiguration.PID;

    private final PlugAndPlayComponent plugAndPlay;
    private final SingletonConfigurations configurations;

    @Activate
    public PnpConfigurationComponent(@Reference PlugAndPlayComponent plugAndPlay,
            @Reference ConfigurationAdmin configurations) {
        this.plugAndPlay = plugAndPlay;
        this.configurations = new SingletonConfigurations(configurations);
        apply();
    }

    private void apply() {
        plugAndPlay.modified(configurations.read(PID));
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (PID.equals(event.getPid()) || PID.equals(event.getFactoryPid())) {
            apply();
        }
    }

    /** {@return what is configured now, so that the PnP manager need not start anew for it; empty for nothing} */
    static Map<String, Object> present(BundleContext context) {
        // By name: the package of ConfigurationAdmin need not be there.
        ServiceReference<?> reference = context.getServiceReference("org.osgi.service.cm.ConfigurationAdmin");
        return reference == null ? Map.of() : present(context, reference);
    }

    private static Map<String, Object> present(BundleContext context, ServiceReference<?> reference) {
        Object service = context.getService(reference);
        try {
            return service instanceof ConfigurationAdmin configurations
                    ? new SingletonConfigurations(configurations).read(PID) : Map.of();
        } finally {
            context.ungetService(reference);
        }
    }
}
