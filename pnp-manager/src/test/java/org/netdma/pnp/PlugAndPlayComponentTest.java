// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.pnp.toy.Slot;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** What becomes of devices when {@code conf/org.netdma.pnp.cfg} changes. */
class PlugAndPlayComponentTest {

    private static final Duration PATIENT = Duration.ofSeconds(60);

    @TempDir
    private Path data;
    private final Map<String, Object> services = new ConcurrentHashMap<>();
    private PlugAndPlayComponent component;

    /** A framework that knows one property, and registers services. */
    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProperty" -> data.toString();
                    case "registerService" -> register((Class<?>) arguments[0], arguments[1]);
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private ServiceRegistration<?> register(Class<?> type, Object service) {
        services.put(type.getName(), service);
        return (ServiceRegistration<?>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ServiceRegistration.class}, (proxy, method, arguments) -> {
                    services.remove(type.getName(), service);
                    return null;
                });
    }

    private void activate(Map<String, Object> configuration) {
        component = new PlugAndPlayComponent(context(), configuration);
    }

    @AfterEach
    void deactivate() {
        component.deactivate();
        assertEquals(Map.of(), services);
    }

    private <T> T service(Class<T> type) {
        return type.cast(services.get(type.getName()));
    }

    private List<String> devices() {
        assertTrue(service(PnpManager.class).awaitSettled(PATIENT));
        return service(PnpManager.class).devices().stream().map(DeviceInfo::instanceId)
                .filter(id -> id.startsWith("PCI")).toList();
    }

    @Test
    @DisplayName("changed limits hold at once, and no device notices")
    void shouldTakeLimitsInPlace() throws NtStatusException {
        activate(Map.of());
        PlugAndPlay before = service(PlugAndPlay.class);
        String id = service(VirtualPciBus.class).plug(Slot.DEVICE);
        CountDownLatch release = new CountDownLatch(1);
        component.modified(Map.of("removalLimit", "50", "callLimit", "40", "drainLimit", "60"));
        assertSame(before, service(PlugAndPlay.class));
        // It holds the queue up: a request behind it is given up after the new limit.
        before.observe(change -> hold(release));
        NtStatusException late = assertThrows(NtStatusException.class, () -> service(PnpManager.class).rescan());
        assertEquals(NtStatus.IO_TIMEOUT, late.status());
        release.countDown();
        component.modified(Map.of());
        assertEquals(List.of(id), devices());
        service(PnpManager.class).rescan();
    }

    private static void hold(CountDownLatch release) {
        try {
            release.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("host devices come and go in place, and those plugged in stay")
    void shouldShowHostDevicesInPlace() throws Exception {
        Path device = Files.createDirectories(data.resolve("sysfs/0000:6a:01.0"));
        for (String name : List.of("vendor", "device", "subsystem_vendor", "subsystem_device", "revision", "class")) {
            Files.writeString(device.resolve(name), "0x08\n");
        }
        activate(Map.of());
        PlugAndPlay before = service(PlugAndPlay.class);
        String id = service(VirtualPciBus.class).plug(Slot.DEVICE);
        component.modified(Map.of("hostDevices", "true", "hostDevicesFolder", data.resolve("sysfs").toString()));
        assertEquals(2, devices().size(), devices().toString());
        component.modified(Map.of("hostDevices", "perhaps"));
        assertEquals(List.of(id), devices());
        assertSame(before, service(PlugAndPlay.class));
    }

    @Test
    @DisplayName("other CPUs or resources start all devices anew; those plugged in by hand are plugged in again")
    void shouldKeepWhatIsPluggedIn() throws NtStatusException {
        activate(Map.of("processors", "2"));
        PlugAndPlay before = service(PlugAndPlay.class);
        before.pciDeviceFiles().appeared("a", Map.of("vendor", "0x1234", "device", "0x0001"));
        assertEquals(1, devices().size());
        String id = service(VirtualPciBus.class).plug(Slot.DEVICE.withMemoryWindows(4096L));
        assertEquals(Slot.id(1), id);
        component.modified(Map.of("processors", "3", "memorySize", "0x100000"));
        assertNotSame(before, service(PlugAndPlay.class));
        assertEquals(3, service(PlugAndPlay.class).ioManager().processorCount());
        assertEquals(List.of(id), devices(), "that of a file is plugged in by whoever watches the files");
        assertEquals(Map.of(id, Slot.DEVICE.withMemoryWindows(4096L).inSlot(1)),
                service(VirtualPciBus.class).devices());
    }
}
