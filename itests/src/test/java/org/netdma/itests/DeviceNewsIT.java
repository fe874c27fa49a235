// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.tck.exam.ContainerOptions;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.pnp.Device;
import org.netdma.wdm.pnp.DeviceEvents;
import org.netdma.wdm.pnp.DeviceLife;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.LifeParty.Role;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** What the rest of the framework sees of devices: services, events, and the record of their lives. */
@InFelix({NetDmaOptions.class, TestBundles.class, DeviceNewsIT.WithEventAdmin.class})
class DeviceNewsIT {

    /** Event Admin, which NetDMA works without. */
    public static final class WithEventAdmin implements ContainerOptions {

        @Override
        public List<Option> options() {
            return List.of(bundle(TestBundles.TARGET.resolve("eventadmin/org.apache.felix.eventadmin.jar").toUri()
                    .toString()));
        }
    }

    private static final String INSTANCE_ID = ProviderBundle.MINIMAL.instanceId();

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private BundleContext context;
    private Machine machine;
    private ServiceRegistration<EventHandler> handler;

    @BeforeEach
    void start(BundleContext bundleContext) throws Exception {
        context = bundleContext;
        machine = new Machine(context);
        machine.pnp();
        handler = context.registerService(EventHandler.class, this::note, FrameworkUtil.asDictionary(
                Map.of(EventConstants.EVENT_TOPIC, DeviceEvents.ALL_TOPICS)));
    }

    private void note(Event event) {
        if (INSTANCE_ID.equals(event.getProperty(Device.INSTANCE_ID))) {
            events.add(event);
        }
    }

    @AfterEach
    void end() throws Exception {
        handler.unregister();
        machine.uninstallDrivers();
    }

    private List<String> reached() {
        return events.stream().map(event -> event.getTopic().substring(DeviceEvents.TOPIC_PREFIX.length())).toList();
    }

    private ServiceReference<?>[] services(String filter) throws InvalidSyntaxException {
        ServiceReference<?>[] found = context.getServiceReferences(Device.class.getName(), filter);
        return found == null ? new ServiceReference<?>[0] : found;
    }

    private static String inState(DeviceState state) {
        return "(&(%s=%s)(%s=%s))".formatted(Device.INSTANCE_ID, INSTANCE_ID.replace("\\", "\\\\"), Device.STATE,
                state);
    }

    @Test
    @DisplayName("a device is a service while it is there, and each of its transitions an event")
    void shouldTellOfADevice() throws Exception {
        Bundle driver = machine.installAndStart(ProviderBundle.MINIMAL.jar());
        Await.until(() -> services(inState(DeviceState.STARTED)).length, found -> found == 1, "the device service");
        Device device = (Device) context.getService(services(inState(DeviceState.STARTED))[0]);
        assertEquals(ProviderBundle.MINIMAL.driver(), device.info().driver());
        driver.uninstall();
        Await.until(this::reached, topics -> topics.contains("NOT_PRESENT"), "the last event");
        assertEquals(List.of("ENUMERATED", "DRIVERS_INITIALIZED", "FDO_ATTACHED", "RESOURCES_ASSIGNED", "STARTED",
                "REMOVE_PENDING", "REMOVED", "ENUMERATED", "NOT_PRESENT"), reached());
        // The root is there as long as the PnP manager.
        Await.until(() -> services(null).length, found -> found == 1, "no service of a device left");
        assertEquals(DeviceState.NOT_PRESENT, device.info().state());
    }

    @Test
    @DisplayName("[REG-1, STO-2] the life of a device shows what its driver and the NetDMA interface said to each other")
    void shouldRecordTheLifeOfADevice() throws Exception {
        Bundle driver = machine.installAndStart(ProviderBundle.MINIMAL.jar());
        machine.awaitProvider(INSTANCE_ID);
        machine.awaitStarted(INSTANCE_ID);
        driver.uninstall();
        assertTrue(machine.pnp().departed().contains(INSTANCE_ID));
        DeviceLife life = machine.pnp().life(INSTANCE_ID).orElseThrow();
        List<String> asked = life.steps().stream().filter(step -> step.to().role() == Role.INTERFACE)
                .filter(step -> step.from().role() == Role.FUNCTION_DRIVER).map(step -> step.text()).distinct()
                .toList();
        assertEquals("NetDmaRegisterProvider", asked.get(0));
        assertTrue(asked.containsAll(List.of("NetDmaProviderStart", "NetDmaProviderStop",
                "NetDmaDeregisterProvider")), asked.toString());
    }
}
