// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import java.util.HashMap;
import java.util.Map;

import org.netdma.pnp.sequence.PlugAndPlay;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * One device of the virtual PCI bus, plugged in as long as its configuration is there: a file
 * {@code conf/devices/org.netdma.pci.device-NAME.cfg}.
 */
@Component(immediate = true, service = {}, configurationPid = PciDeviceComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PciDeviceComponent {

    /** The factory PID. */
    static final String PID = "org.netdma.pci.device";

    private final PlugAndPlay plugAndPlay;
    private final String name;

    @Activate
    public PciDeviceComponent(@Reference PlugAndPlay plugAndPlay, Map<String, Object> configuration) {
        this.plugAndPlay = plugAndPlay;
        name = String.valueOf(configuration.get(Constants.SERVICE_PID));
        Map<String, Object> values = new HashMap<>(configuration);
        // Names with dots are ConfigurationAdmin's, Declarative Services' and File Install's own.
        values.keySet().removeIf(key -> key.contains("."));
        plugAndPlay.pciDeviceFiles().appeared(name, Map.copyOf(values));
    }

    @Deactivate
    void deactivate() {
        plugAndPlay.pciDeviceFiles().vanished(name);
    }
}
