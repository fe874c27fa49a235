// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import java.util.Map;
import java.util.function.Consumer;

import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands the interface and the verifier their configurations, where there is a ConfigurationAdmin. */
@Component(immediate = true)
public final class CoreConfigurationComponent implements ConfigurationListener {

    private final Map<String, Consumer<Map<String, Object>>> configured;
    private final SingletonConfigurations configurations;

    @Activate
    public CoreConfigurationComponent(@Reference InterfaceComponent netDma, @Reference VerifierComponent verifier,
            @Reference ConfigurationAdmin configurations) {
        this.configurations = new SingletonConfigurations(configurations);
        configured = Map.of(InterfaceComponent.PID, netDma::configure, VerifierComponent.PID, verifier::configure);
        configured.keySet().forEach(this::apply);
    }

    private void apply(String pid) {
        configured.get(pid).accept(configurations.read(pid));
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String pid = event.getFactoryPid() == null ? event.getPid() : event.getFactoryPid();
        if (configured.containsKey(pid)) {
            apply(pid);
        }
    }
}
