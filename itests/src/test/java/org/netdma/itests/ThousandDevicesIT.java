// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.client.ProviderState;
import org.netdma.itests.drivers.ScriptedDriver;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pnp.Device;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A thousand devices, one after the other and all at once. */
class ThousandDevicesIT extends ScriptedScenarios {

    private static final int DEVICES = 1000;
    /** After so many, classes are loaded and the records of devices that have left are at their bounds. */
    private static final int WARM_UP = 200;
    /** A kilobyte for each cycle would be a leak: a device object, a devnode and a provider are more than that. */
    private static final long HEAP_TOLERANCE = DEVICES * 1024L;
    /** An engine with a thread, registers, an interrupt and channels. */
    private static final PciDevice ENGINE =
            PciDevice.of(0x1234, 0x0D3A).withMemoryWindows(65536L).withMessageInterrupts(16);
    private static final PciDevice SCRIPTED = PciDevice.of(0x1234, 0x5C12).withMemoryWindows(4096L);

    @BeforeEach
    void startReference() throws Exception {
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        machine.awaitProvider(ProviderBundle.REFERENCE.instanceId());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-10, REG-9] a thousand times plugged in and pulled out: threads, services, regions and heap stay")
    void shouldLeaveNothingBehind(Load load) throws Exception {
        try (Copies copies = load.start(context).withHardwareThatGoes()) {
            plugAndUnplug(WARM_UP);
            int devices = machine.pnp().devices().size();
            Map<String, Long> services = Await.until(this::services,
                    now -> now.get(Device.class.getName()) == devices, "services of devices that are there");
            Threads threads = Threads.now();
            int regions = machine.memory().usage().regions();
            long heap = usedHeap();

            plugAndUnplug(load == Load.NO_COPIES ? DEVICES : DEVICES / 5); // copies have the CPUs, too

            threads.awaitNoOthers();
            Await.until(this::services, services::equals, "the services that were there: " + services);
            assertEquals(1, machine.clients().providers().size());
            Await.until(() -> machine.memory().usage().regions(), now -> now == regions, "the regions that were there: " + regions);
            Await.until(ThousandDevicesIT::usedHeap, used -> used < heap + HEAP_TOLERANCE,
                    "no more than the heap that was used, " + heap);
            copies.awaitMore();
        }
    }

    private void plugAndUnplug(int times) throws Exception {
        for (int cycle = 0; cycle < times; cycle++) {
            String id = bus.plug(ENGINE);
            assertTrue(machine.provider(id).isPresent());
            bus.unplug(id);
        }
    }

    private Map<String, Long> services() throws InvalidSyntaxException {
        Map<String, Long> counts = new TreeMap<>();
        for (ServiceReference<?> reference : context.getAllServiceReferences(null, null)) {
            counts.merge(String.join(",", (String[]) reference.getProperty("objectClass")), 1L, Long::sum);
        }
        return counts;
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-4, PNP-12] a thousand devices plugged in at once are all started, and all gone when pulled out")
    void shouldStartAllAtOnce(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            machine.installAndStart(TestBundles.scriptedDriver("1.0.0"));
            List<String> ids = bus.plugAll(Collections.nCopies(DEVICES, SCRIPTED));
            assertEquals(DEVICES, machine.awaitDriver(ScriptedDriver.NAME, LoadState.LOADED).devices().size());
            assertEquals(DEVICES + 1, machine.clients().providers().stream()
                    .filter(provider -> provider.state() == ProviderState.STARTED).count());
            copies.awaitEngines(DEVICES / 2);
            for (String id : ids) {
                bus.unplug(id);
            }
            assertEquals(1, machine.clients().providers().size());
            script.assertAllOver();
        }
    }
}
