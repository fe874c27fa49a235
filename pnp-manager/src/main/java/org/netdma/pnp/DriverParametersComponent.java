// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;

import org.netdma.pnp.sequence.PlugAndPlay;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
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
    private final ConfigurationAdmin configurations;

    @Activate
    public DriverParametersComponent(@Reference PlugAndPlay plugAndPlay, @Reference ConfigurationAdmin configurations) {
        this.plugAndPlay = plugAndPlay;
        this.configurations = configurations;
        plugAndPlay.useParameters(this::parameters);
    }

    private Map<String, Object> parameters(String pid) {
        try {
            // Listed, not gotten: that would bind the configuration to this bundle, or create it.
            Configuration[] found = configurations.listConfigurations(
                    "(" + Constants.SERVICE_PID + "=" + pid.replaceAll("([\\\\*()])", "\\\\$1") + ")");
            return found == null ? Map.of() : plain(found[0].getProcessedProperties(null));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("configuration " + pid + " can not be read", unreadable);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException("configuration " + pid + " can not be asked for", impossible);
        }
    }

    private static Map<String, Object> plain(Dictionary<String, Object> properties) {
        Map<String, Object> plain = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            // These are ConfigurationAdmin's and FileInstall's own.
            if (!key.startsWith("service.") && !key.startsWith("felix.fileinstall.")) {
                plain.put(key, properties.get(key));
            }
        }
        return Map.copyOf(plain);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        plugAndPlay.configurationChanged(event.getPid());
    }

    @Deactivate
    void deactivate() {
        plugAndPlay.keepParameters();
    }
}
