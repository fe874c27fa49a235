// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;

import org.netdma.pnp.news.DeviceServices;
import org.netdma.pnp.news.ServiceRegistry;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.wdm.pnp.Device;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers a service for each device. */
@Component(immediate = true, service = {})
@Capability(namespace = "osgi.service", attribute = {
        "objectClass:List<String>=\"org.netdma.wdm.pnp.Device\"" })
public final class DeviceServicesComponent {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final PlugAndPlay plugAndPlay;
    private final DeviceServices services;

    @Activate
    public DeviceServicesComponent(BundleContext context, @Reference PlugAndPlay plugAndPlay) {
        this.plugAndPlay = plugAndPlay;
        services = new DeviceServices((device, properties) -> register(context, device, properties));
        services.start();
        plugAndPlay.observe(services);
    }

    private static ServiceRegistry.Registration register(BundleContext context, Device device,
            Map<String, Object> properties) {
        ServiceRegistration<Device> registration = context.registerService(Device.class, device,
                new Hashtable<>(properties));
        return new ServiceRegistry.Registration() {
            @Override
            public void modify(Map<String, Object> changed) {
                registration.setProperties(new Hashtable<>(changed));
            }

            @Override
            public void unregister() {
                registration.unregister();
            }
        };
    }

    @Deactivate
    void deactivate() {
        plugAndPlay.ignore(services);
        services.stop(LIMIT);
    }
}
