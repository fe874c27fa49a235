// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.news;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.RefusesStartDriver;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.Device;
import org.netdma.wdm.pnp.DeviceState;

class DeviceServicesTest {

    private static final String TOY = "ROOT\\TOY\\0000";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Keeps what is registered. */
    private static class FakeRegistry implements ServiceRegistry {

        final Map<Device, Map<String, Object>> services = new ConcurrentHashMap<>();
        final AtomicInteger registered = new AtomicInteger();

        @Override
        public Registration register(Device service, Map<String, Object> properties) {
            registered.incrementAndGet();
            services.put(service, properties);
            return new Registration() {
                @Override
                public void modify(Map<String, Object> changed) {
                    services.replace(service, changed);
                }

                @Override
                public void unregister() {
                    services.remove(service);
                }
            };
        }

        boolean shows(String instanceId, String key, Object value) {
            return services.values().stream().anyMatch(properties ->
                    properties.get(Device.INSTANCE_ID).equals(instanceId) && properties.get(key).equals(value));
        }
    }

    private final TestMachine machine = new TestMachine();
    private final FakeRegistry registry = new FakeRegistry();
    private final DeviceServices services = new DeviceServices(registry);

    @AfterEach
    void close() {
        machine.close();
        services.stop(LIMIT);
    }

    private void publish() {
        services.start();
        machine.plugAndPlay().observe(services);
    }

    @Test
    @DisplayName("a device is one service from its enumeration to its departure, modified on the way")
    void shouldPublishADeviceWhileItIsThere() {
        publish();
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        machine.await("the service", () -> registry.shows(TOY, Device.STATE, "STARTED"));
        Device device = registry.services.keySet().stream().filter(each -> each.info().instanceId().equals(TOY))
                .findFirst().orElseThrow();
        Map<String, Object> properties = registry.services.get(device);
        assertArrayEquals(new String[] {"ROOT\\TOY"}, (String[]) properties.get(Device.HARDWARE_IDS));
        assertEquals(0, properties.get(Device.PROBLEM));
        assertEquals("TOY", properties.get(Device.DRIVER));
        assertEquals("HTREE\\ROOT\\0", properties.get(Device.PARENT_ID));
        assertEquals(2, registry.registered.get(), "the root and the device, once each");
        machine.unplug(driver);
        machine.await("its end", () -> !registry.services.containsKey(device));
        assertSame(DeviceState.NOT_PRESENT, device.info().state());
    }

    @Test
    @DisplayName("a problem shows in the properties, with the state it belongs to")
    void shouldShowAProblem() {
        publish();
        machine.plug("TOY", RefusesStartDriver::new);
        machine.await("the problem", () -> registry.shows(TOY, Device.PROBLEM, 10));
        assertTrue(registry.shows(TOY, Device.STATE, "FAILED"), registry.services.toString());
    }

    @Test
    @DisplayName("devices that were there before are published too, and all are taken back at the end")
    void shouldPublishWhatIsThereAndLeaveNothing() {
        machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted(TOY);
        publish();
        machine.await("the service", () -> registry.shows(TOY, Device.STATE, "STARTED"));
        machine.plugAndPlay().ignore(services);
        services.stop(LIMIT);
        assertEquals(Map.of(), registry.services);
    }

    @Test
    @DisplayName("devices that come and go leave nothing: no service, and a bounded memory of those gone lately")
    void shouldLeaveNothingOfDevicesThatComeAndGo() throws NtStatusException {
        publish();
        machine.plug("TOY", new ToyDriver(machine.io()), Slot.served());
        for (int cycle = 0; cycle < 100; cycle++) {
            VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
            bus.unplug(bus.plug(Slot.DEVICE.inSlot(cycle)));
        }
        machine.await("no service of theirs", () -> registry.services.size() == machine.pnp().devices().size()
                && registry.services.keySet().stream().noneMatch(each -> each.info().instanceId().startsWith("PCI")));
        assertEquals(32, machine.pnp().departed().size());
        assertEquals(Slot.id(99), machine.pnp().departed().get(31));
        assertTrue(machine.pnp().life(Slot.id(67)).isEmpty(), "the last 32 are known");
        assertTrue(machine.pnp().life(Slot.id(68)).isPresent(), "the last 32 are known");
    }

    @Test
    @DisplayName("[PNP-18] a service listener that blocks or throws holds no device up")
    void shouldNotWaitForListeners() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        DeviceServices blocked = new DeviceServices((service, properties) -> {
            if (calls.getAndIncrement() == 0) {
                awaitQuietly(release);
                throw new IllegalStateException("thrown by a listener");
            }
            return registry.register(service, properties);
        });
        blocked.start();
        machine.plugAndPlay().observe(blocked);
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted(TOY);
        machine.unplug(driver);
        machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted(TOY);
        release.countDown();
        machine.await("the service", () -> registry.shows(TOY, Device.STATE, "STARTED"));
        blocked.stop(LIMIT);
        assertEquals(Map.of(), registry.services);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
