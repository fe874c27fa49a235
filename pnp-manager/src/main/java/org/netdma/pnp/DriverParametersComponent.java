// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import org.netdma.pnp.sequence.PlugAndPlay;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Reads the parameters of drivers from ConfigurationAdmin, where there is one, and tells of their changes. */
@Component(immediate = true)
public final class DriverParametersComponent implements ConfigurationListener {

    private final PlugAndPlay plugAndPlay;

    @Activate
    public DriverParametersComponent(@Reference PlugAndPlay plugAndPlay, @Reference ConfigurationAdmin configurations) {
        this.plugAndPlay = plugAndPlay;
        plugAndPlay.useParameters(new SingletonConfigurations(configurations)::read);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        // Of a factory configuration, too: it is not taken, and named.
        plugAndPlay.configurationChanged(event.getFactoryPid() == null ? event.getPid() : event.getFactoryPid());
    }

    @Deactivate
    void deactivate() {
        plugAndPlay.keepParameters();
    }
}
