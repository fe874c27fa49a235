// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.news;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.driver.DriverChange;
import org.netdma.pnp.toy.RefusesDriverEntryDriver;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.StagedBundles;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DriverEvents;

class DriverPropertiesTest {

    private final TestMachine machine = new TestMachine();
    private final VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
    private final List<String> topics = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        machine.close();
    }

    private void observe() {
        machine.plugAndPlay().observeDrivers(this::note);
    }

    private void note(DriverChange change) {
        topics.add(DriverProperties.topic(change).substring(DriverEvents.TOPIC_PREFIX.length()));
        events.add(DriverProperties.of(change));
    }

    private void settle() {
        assertTrue(machine.pnp().awaitSettled(Duration.ofSeconds(60)));
    }

    @Test
    @DisplayName("[PNP-12] a driver's load states are told, in order: staged, loaded on demand, staged again, gone")
    void shouldTellTheLoadStatesOfADriver() throws NtStatusException {
        observe();
        StagedBundles bundles = new StagedBundles(machine.plugAndPlay());
        bundles.install(40, "TOY", "1.2.0", new ToyDriver(machine.io()), Slot.served());
        settle();
        String id = bus.plug(Slot.DEVICE);
        bus.unplug(id);
        settle();
        machine.plugAndPlay().driverReports().bundleGone(40);
        settle();
        assertEquals(List.of("STAGED", "LOADED", "STAGED", "GONE"), withoutRepetition(topics));
        Map<String, Object> loaded = events.get(topics.indexOf("LOADED"));
        assertEquals("TOY", loaded.get(DriverEvents.NAME));
        assertEquals("1.2.0", loaded.get(DriverEvents.VERSION));
        assertEquals(40L, loaded.get(DriverEvents.BUNDLE_ID));
        assertEquals("LOADED", loaded.get(DriverEvents.STATE));
        assertEquals("STAGED", loaded.get(DriverEvents.PREVIOUS_STATE));
        assertEquals("", loaded.get(DriverEvents.DETAIL));
        assertArrayEquals(new String[] {Slot.HARDWARE_ID}, (String[]) loaded.get(DriverEvents.HARDWARE_IDS));
        assertEquals("", events.get(0).get(DriverEvents.PREVIOUS_STATE));
    }

    /** A staged driver is told again when the reason why it is not loaded changes. */
    private static List<String> withoutRepetition(List<String> all) {
        List<String> kept = new CopyOnWriteArrayList<>();
        for (String each : all) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).equals(each)) {
                kept.add(each);
            }
        }
        return kept;
    }

    @Test
    @DisplayName("[PNP-2] a driver whose DriverEntry fails is told with the reason; who comes later hears of it, too")
    void shouldTellOfADriverThatFails() {
        observe();
        RefusesDriverEntryDriver driver = machine.plug("TOY", RefusesDriverEntryDriver::new);
        settle();
        Map<String, Object> failed = events.get(topics.indexOf("FAILED"));
        assertTrue(failed.get(DriverEvents.DETAIL).toString().contains("DriverEntry of driver TOY returned"),
                failed.toString());
        topics.clear();
        observe();
        settle();
        assertEquals(List.of("FAILED"), topics);
        machine.unplug(driver);
        assertEquals("GONE", topics.get(topics.size() - 1));
    }

    @Test
    @DisplayName("an observer that throws, or is gone, keeps nobody from hearing")
    void shouldSurviveAnObserverThatThrows() {
        machine.plugAndPlay().observeDrivers(change -> {
            throw new IllegalStateException("thrown by an observer");
        });
        machine.plugAndPlay().observeDrivers(change -> topics.add("second"));
        machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        assertTrue(topics.contains("second"));
    }
}
