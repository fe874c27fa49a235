// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.netdma.pnp.affinity.LinuxThreadPinner;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.sequence.Machine;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Brings the PnP manager up and registers its services. The order matters: the components that watch drivers come
 * first and go last, so that no driver is missed, and a driver that loses its I/O manager still has its devices
 * removed.
 *
 * <p>A changed configuration is taken in place where that is possible. What there is to give out is not: then a new PnP
 * manager takes the place of the old one, and the devices that were plugged in by hand stay plugged in.
 */
@Component(immediate = true, service = PlugAndPlayComponent.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@Capability(namespace = "osgi.service", attribute = {
        "objectClass:List<String>=\"org.netdma.pnp.sequence.PlugAndPlay\"" })
@Capability(namespace = "osgi.service", attribute = {
        "objectClass:List<String>=\"org.netdma.wdm.IoManager\"" })
@Capability(namespace = "osgi.service", attribute = {
        "objectClass:List<String>=\"org.netdma.wdm.pnp.PnpManager\"" })
@Capability(namespace = "osgi.service", attribute = {
        "objectClass:List<String>=\"org.netdma.wdm.pci.VirtualPciBus\"" })
public final class PlugAndPlayComponent {

    /** The framework property that names a folder for what shall be remembered. */
    static final String DATA_PROPERTY = "netdma.data";

    private static final System.Logger LOG = System.getLogger(PlugAndPlayComponent.class.getName());
    private static final String DISABLED_DEVICES = "disabled-devices.txt";

    private final BundleContext context;
    private Machine machine;
    private PlugAndPlay plugAndPlay;
    private List<ServiceRegistration<?>> registrations;

    @Activate
    public PlugAndPlayComponent(BundleContext context) {
        this(context, PnpConfigurationComponent.present(context));
    }

    PlugAndPlayComponent(BundleContext context, Map<String, Object> configuration) {
        this.context = context;
        start(reader(configuration), List.of());
    }

    private static MachineReader reader(Map<String, Object> configuration) {
        return new MachineReader(new ConfiguredRegistryPath(PlugAndPlayConfiguration.PID, pid -> configuration));
    }

    private void start(MachineReader reader, List<PciDevice> plugged) {
        machine = reader.machine();
        plugAndPlay = new PlugAndPlay(machine, reader.limits(), LinuxThreadPinner.find(),
                Optional.of(disabledDevices(context)));
        plugAndPlay.start();
        plugAndPlay.showHostDevices(reader.hostDevices());
        plugAndPlay.plugAgain(plugged);
        registrations = List.of(context.registerService(PlugAndPlay.class, plugAndPlay, null),
                context.registerService(PnpManager.class, plugAndPlay.pnpManager(), null),
                context.registerService(VirtualPciBus.class, plugAndPlay.virtualPciBus(), null),
                context.registerService(IoManager.class, plugAndPlay.ioManager(), null));
    }

    /** Takes another configuration. */
    void modified(Map<String, Object> configuration) {
        MachineReader reader = reader(configuration);
        Machine changed = reader.machine();
        if (changed.equals(machine)) {
            plugAndPlay.useLimits(reader.limits());
            plugAndPlay.showHostDevices(reader.hostDevices());
            return;
        }
        List<PciDevice> plugged = plugAndPlay.pluggedByHand();
        LOG.log(Level.INFO, "{0} of {1} can not change under devices: all of them start anew, plugged in by hand: {2}",
                machine.differences(changed), PlugAndPlayConfiguration.PID, plugged.size());
        deactivate();
        start(reader, plugged);
    }

    /** In the folder that outlives the framework's storage, where there is one. */
    private static Path disabledDevices(BundleContext context) {
        String data = context.getProperty(DATA_PROPERTY);
        return data == null ? context.getDataFile(DISABLED_DEVICES).toPath() : Path.of(data, DISABLED_DEVICES);
    }

    @Deactivate
    public void deactivate() {
        for (int last = registrations.size() - 1; last >= 0; last--) {
            registrations.get(last).unregister();
        }
        plugAndPlay.stop();
    }
}
