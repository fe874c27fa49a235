// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.RefusesAddDeviceDriver;
import org.netdma.pnp.toy.RefusesRemoveDriver;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ThrowsInUnloadDriver;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.pnp.toy.VetoesRemovalDriver;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.ProblemCode;

class RemovalSequenceTest {

    private final TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    @DisplayName("[PNP-12, PNP-14] a driver that goes: QUERY_REMOVE, REMOVE, then Unload, all before unbind returns")
    void shouldRemoveDevicesAndUnloadBeforeTheDriverIsGone() {
        ToyDriver driver = machine.plug("TOY", new ToyDriver(machine.io()), Map.of("rootEnumerated", 2L));
        machine.awaitStarted("ROOT\\TOY\\0001");
        int before = awaitQuiet(driver, 11);
        machine.unplug(driver);
        assertEquals(List.of("QUERY_REMOVE_DEVICE ROOT\\TOY\\0001", "REMOVE_DEVICE ROOT\\TOY\\0001",
                "QUERY_REMOVE_DEVICE ROOT\\TOY\\0000", "REMOVE_DEVICE ROOT\\TOY\\0000", "Unload"),
                driver.journal().subList(before, driver.journal().size()));
        assertTrue(machine.pnp().device("ROOT\\TOY\\0000").isEmpty());
        assertTrue(machine.pnp().drivers().isEmpty());
        assertEquals(1, machine.pnp().devices().size());
    }

    @Test
    @DisplayName("[PNP-14] a veto does not hold a bundle that goes: CANCEL_REMOVE, SURPRISE_REMOVAL, REMOVE")
    void shouldSurpriseRemoveADeviceThatVetoes() {
        ToyDriver driver = machine.plug("TOY", VetoesRemovalDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        int before = awaitQuiet(driver, 6);
        machine.unplug(driver);
        assertEquals(List.of("QUERY_REMOVE_DEVICE ROOT\\TOY\\0000", "CANCEL_REMOVE_DEVICE ROOT\\TOY\\0000",
                "SURPRISE_REMOVAL ROOT\\TOY\\0000", "REMOVE_DEVICE ROOT\\TOY\\0000", "Unload"),
                driver.journal().subList(before, driver.journal().size()));
    }

    @Test
    @DisplayName("[PNP-7, PNP-10] REMOVE can not fail: what the driver keeps is taken away")
    void shouldTakeAwayWhatADriverKeepsInRemove() {
        ToyDriver driver = machine.plug("TOY", RefusesRemoveDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.unplug(driver);
        assertTrue(machine.pnp().device("ROOT\\TOY\\0000").isEmpty());
        assertEquals("Unload", driver.journal().get(driver.journal().size() - 1));
    }

    @Test
    @DisplayName("[PNP-12, PNP-18] a throwing Unload does not keep the driver")
    void shouldUnloadADriverThatThrowsInUnload() {
        ToyDriver driver = machine.plug("TOY", ThrowsInUnloadDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.unplug(driver);
        assertTrue(machine.pnp().drivers().isEmpty());
        machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
    }

    @Test
    @DisplayName("a driver that comes back is loaded again, and its devices start with it")
    void shouldLoadADriverAgainThatComesBack() {
        ToyDriver first = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.unplug(first);
        ToyDriver second = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        assertEquals("DriverEntry", second.journal().get(0));
    }

    @Test
    @DisplayName("[PNP-15] two drivers never serve one device; a better one that comes later waits for a restart")
    void shouldLeaveADeviceToTheDriverThatServesIt() {
        ToyDriver first = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        ToyDriver better = machine.plug("BETTER", "2.0.0", new ToyDriver(machine.io()),
                Map.of("hardwareIds", List.of("ROOT\\TOY")));
        machine.plug("OTHER", ToyDriver::new);
        machine.awaitStarted("ROOT\\OTHER\\0000");
        assertEquals("TOY", machine.device("ROOT\\TOY\\0000").driver());
        assertTrue(better.journal().isEmpty());
        machine.configure("TOY", Map.of("speed", "high"));
        machine.await("the better driver to serve it", () -> machine.pnp().device("ROOT\\TOY\\0000")
                .filter(device -> device.driver().equals("BETTER")).isPresent());
        machine.awaitStarted("ROOT\\TOY\\0000");
        assertEquals("Unload", first.journal().get(first.journal().size() - 1));
    }

    @Test
    @DisplayName("[PNP-15, PNP-16] a device whose driver goes starts with the next best")
    void shouldStartADeviceWithTheNextBestDriver() {
        ToyDriver better = machine.plug("BETTER", "2.0.0", new ToyDriver(machine.io()),
                Map.of("hardwareIds", List.of("ROOT\\TOY")));
        ToyDriver declaring = machine.plug("TOY", ToyDriver::new);
        assertEquals("BETTER", machine.awaitStarted("ROOT\\TOY\\0000").driver());
        assertTrue(declaring.journal().isEmpty());
        machine.unplug(better);
        assertEquals("TOY", machine.awaitStarted("ROOT\\TOY\\0000").driver());
        assertEquals("Unload", better.journal().get(better.journal().size() - 1));
    }

    @Test
    @DisplayName("[PNP-14] nothing keeps a driver that is gone in memory")
    void shouldLetGoOfADriver() {
        WeakReference<ToyDriver> gone = plugAndUnplug();
        machine.await("the driver to be collected", () -> {
            System.gc();
            return gone.get() == null;
        });
    }

    private WeakReference<ToyDriver> plugAndUnplug() {
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.unplug(driver);
        return new WeakReference<>(driver);
    }

    @Test
    @DisplayName("[PNP-14] stopping the PnP manager removes all devices and unloads all drivers, once")
    void shouldRemoveAllDevicesAndUnloadAllDriversWhenStopped() {
        ToyDriver one = machine.plug("ONE", ToyDriver::new);
        ToyDriver two = machine.plug("TWO", ToyDriver::new);
        machine.awaitStarted("ROOT\\ONE\\0000");
        machine.awaitStarted("ROOT\\TWO\\0000");
        machine.close();
        for (ToyDriver driver : List.of(one, two)) {
            assertEquals(1, driver.journal().stream().filter(line -> line.startsWith("REMOVE_DEVICE")).count());
            assertEquals(1, driver.journal().stream().filter("Unload"::equals).count());
        }
        assertTrue(machine.pnp().devices().isEmpty());
        assertFalse(Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.isAlive()
                && thread.getName().startsWith("netdma-pnp")));
    }

    @Test
    void shouldNotUnloadADriverWhoseDeviceFailedWhileAnotherWorks() {
        ToyDriver driver = machine.plug("TOY", new RefusesAddDeviceDriver(machine.io()),
                Map.of("rootEnumerated", 2L));
        machine.awaitProblem("ROOT\\TOY\\0000", ProblemCode.FAILED_ADD);
        assertEquals(DeviceState.STARTED, machine.awaitStarted("ROOT\\TOY\\0001").state());
        assertFalse(driver.journal().contains("Unload"));
    }

    private int awaitQuiet(ToyDriver driver, int lines) {
        machine.await(lines + " lines in the journal", () -> driver.journal().size() >= lines);
        return lines;
    }
}
