// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.pnp.toy.VetoesRemovalDriver;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.ProblemCode;

class HotPlugTest {

    private static final String BUS = "ROOT\\NETDMA_PCI_BUS\\0000";

    private final TestMachine machine = new TestMachine();
    private final VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();

    @AfterEach
    void close() {
        machine.close();
    }

    private ToyDriver plugDriver() {
        return machine.plug("TOY", new ToyDriver(machine.io()), Slot.served());
    }

    private static List<String> tail(ToyDriver driver, int lines) {
        return driver.journal().subList(driver.journal().size() - lines, driver.journal().size());
    }

    @Test
    @DisplayName("driver before device: the device is started when plug returns; the bus appears with it")
    void shouldStartADeviceThatIsPluggedIn() throws NtStatusException {
        plugDriver();
        String id = bus.plug(Slot.DEVICE.withMemoryWindows(4096L).withMessageInterrupts(2));
        assertEquals(Slot.id(0), id);
        DeviceInfo device = machine.device(id);
        assertEquals(DeviceState.STARTED, device.state());
        assertEquals(3, device.resources().resources().size());
        assertEquals(BUS, device.parentId());
        assertEquals(DeviceState.STARTED, machine.device(BUS).state());
        assertEquals(Map.of(id, Slot.DEVICE.withMemoryWindows(4096L).withMessageInterrupts(2).inSlot(0)),
                bus.devices());
    }

    @Test
    @DisplayName("[PNP-16] device before driver: problem 28, and it starts by itself when the driver arrives")
    void shouldStartAWaitingDeviceWhenItsDriverArrives() throws NtStatusException {
        String id = bus.plug(Slot.DEVICE);
        assertEquals(ProblemCode.FAILED_INSTALL, machine.device(id).problem());
        assertEquals(DeviceState.ENUMERATED, machine.device(id).state());
        plugDriver();
        assertEquals(ProblemCode.NONE, machine.awaitStarted(id).problem());
    }

    @Test
    @DisplayName("[PNP-11, PNP-12] pulled out: SURPRISE_REMOVAL, REMOVE, then Unload, as it was the last device")
    void shouldSurpriseRemoveADeviceThatIsPulledOut() throws NtStatusException {
        ToyDriver driver = plugDriver();
        String id = bus.plug(Slot.DEVICE);
        bus.unplug(id);
        assertEquals(List.of("SURPRISE_REMOVAL " + id, "REMOVE_DEVICE " + id, "Unload"), tail(driver, 3));
        assertTrue(machine.pnp().device(id).isEmpty());
        assertTrue(bus.devices().isEmpty());
        bus.plug(Slot.DEVICE);
        assertEquals(2, Collections.frequency(driver.journal(), "DriverEntry"), "loaded again for the next device");
    }

    @Test
    @DisplayName("[PNP-12] Unload comes after the last device, not before")
    void shouldKeepTheDriverWhileADeviceIsLeft() throws NtStatusException {
        ToyDriver driver = plugDriver();
        List<String> ids = bus.plugAll(List.of(Slot.DEVICE, Slot.DEVICE));
        bus.unplug(ids.get(1));
        assertFalse(driver.journal().contains("Unload"));
        bus.unplug(ids.get(0));
        assertEquals(1, Collections.frequency(driver.journal(), "Unload"));
    }

    @Test
    @DisplayName("ejected: QUERY_REMOVE, REMOVE, problem 47; pulled out then, it goes quietly")
    void shouldLetAnEjectedDeviceGoQuietly() throws NtStatusException {
        ToyDriver driver = plugDriver();
        String id = bus.plug(Slot.DEVICE);
        machine.pnp().eject(id);
        assertEquals(List.of("QUERY_REMOVE_DEVICE " + id, "REMOVE_DEVICE " + id, "Unload"), tail(driver, 3));
        assertEquals(ProblemCode.HELD_FOR_EJECT, machine.device(id).problem());
        assertEquals(DeviceState.REMOVED, machine.device(id).state());
        machine.pnp().eject(id);
        bus.unplug(id);
        assertEquals("Unload", driver.journal().get(driver.journal().size() - 1));
        assertTrue(machine.pnp().device(id).isEmpty());
    }

    @Test
    @DisplayName("ejected and not pulled out: a rescan brings it back")
    void shouldBringAnEjectedDeviceBackWhenRescanned() throws NtStatusException {
        plugDriver();
        String id = bus.plug(Slot.DEVICE);
        machine.pnp().eject(id);
        machine.pnp().rescan();
        assertEquals(DeviceState.STARTED, machine.device(id).state());
        machine.pnp().eject(id);
        machine.pnp().restart(id);
        assertEquals(DeviceState.STARTED, machine.device(id).state());
    }

    @Test
    @DisplayName("a device without driver can be ejected; a root-enumerated one can not")
    void shouldEjectWhatTheBusCanEject() throws NtStatusException {
        String id = bus.plug(Slot.DEVICE);
        machine.pnp().eject(id);
        assertEquals(ProblemCode.HELD_FOR_EJECT, machine.device(id).problem());
        machine.plug("ROOTED", ToyDriver::new);
        machine.awaitStarted("ROOT\\ROOTED\\0000");
        assertEquals(NtStatus.INVALID_DEVICE_REQUEST, assertThrows(NtStatusException.class,
                () -> machine.pnp().eject("ROOT\\ROOTED\\0000")).status());
    }

    @Test
    @DisplayName("a driver that vetoes keeps its device from being ejected, not from being pulled out")
    void shouldHonourAVetoUnlessTheHardwareIsGone() throws NtStatusException {
        ToyDriver driver = machine.plug("TOY", new VetoesRemovalDriver(machine.io()), Slot.served());
        String id = bus.plug(Slot.DEVICE);
        NtStatusException vetoed = assertThrows(NtStatusException.class, () -> machine.pnp().eject(id));
        assertEquals(NtStatus.DEVICE_BUSY, vetoed.status());
        assertEquals(List.of("QUERY_REMOVE_DEVICE " + id, "CANCEL_REMOVE_DEVICE " + id), tail(driver, 2));
        assertEquals(DeviceState.STARTED, machine.device(id).state());
        bus.unplug(id);
        assertEquals(List.of("SURPRISE_REMOVAL " + id, "REMOVE_DEVICE " + id, "Unload"), tail(driver, 3));
    }

    @Test
    @DisplayName("slots: one device each, the lowest free one by default, all or none")
    void shouldGiveEachDeviceASlot() throws NtStatusException {
        bus.plug(Slot.DEVICE.inSlot(1));
        assertEquals(List.of(Slot.id(0), Slot.id(2)), bus.plugAll(List.of(Slot.DEVICE, Slot.DEVICE)));
        NtStatusException taken = assertThrows(NtStatusException.class,
                () -> bus.plugAll(List.of(Slot.DEVICE.inSlot(7), Slot.DEVICE.inSlot(1))));
        assertEquals(NtStatus.OBJECT_NAME_COLLISION, taken.status());
        assertTrue(taken.getMessage().contains("slot 1 is taken by " + Slot.id(1)), taken.getMessage());
        assertEquals(List.of(Slot.id(0), Slot.id(1), Slot.id(2)), List.copyOf(bus.devices().keySet()));
        assertEquals(NtStatus.NO_SUCH_DEVICE, assertThrows(NtStatusException.class,
                () -> bus.unplug(Slot.id(7))).status());
    }

    @Test
    @DisplayName("[PNP-15] PCI ids as Windows makes them: from the subsystem to the class")
    void shouldTellTheIdsOfADevice() throws NtStatusException {
        DeviceInfo device = machine.device(bus.plug(new PciDevice(0x8086, 0x0B25, 0x1D0F, 0x00AB, 0x02,
                PciDevice.DMA_CONTROLLER, 5, List.of(), 0, true, "Data mover")));
        assertEquals("PCI\\VEN_8086&DEV_0B25&SUBSYS_00AB1D0F&REV_02\\SLOT5", device.instanceId());
        assertEquals("Data mover", device.description());
        assertEquals(List.of("PCI\\VEN_8086&DEV_0B25&SUBSYS_00AB1D0F&REV_02", "PCI\\VEN_8086&DEV_0B25&SUBSYS_00AB1D0F",
                "PCI\\VEN_8086&DEV_0B25&REV_02", "PCI\\VEN_8086&DEV_0B25", "PCI\\VEN_8086&DEV_0B25&CC_080100",
                "PCI\\VEN_8086&DEV_0B25&CC_0801"), device.hardwareIds());
        assertEquals(List.of("PCI\\VEN_8086&CC_080100", "PCI\\VEN_8086&CC_0801", "PCI\\VEN_8086", "PCI\\CC_080100",
                "PCI\\CC_0801"), device.compatibleIds());
    }

    @Test
    @DisplayName("[PNP-13] children go before parents: a bus that is disabled takes its devices along, in order")
    void shouldRemoveChildrenBeforeTheirBus() throws NtStatusException {
        ToyDriver driver = plugDriver();
        List<String> ids = bus.plugAll(List.of(Slot.DEVICE, Slot.DEVICE));
        machine.pnp().disable(BUS);
        assertEquals(List.of("QUERY_REMOVE_DEVICE " + ids.get(0), "QUERY_REMOVE_DEVICE " + ids.get(1),
                "REMOVE_DEVICE " + ids.get(1), "REMOVE_DEVICE " + ids.get(0), "Unload"), tail(driver, 5));
        assertEquals(ProblemCode.DISABLED, machine.device(BUS).problem());
        assertTrue(ids.stream().allMatch(id -> machine.pnp().device(id).isEmpty()));
        machine.pnp().enable(BUS);
        ids.forEach(machine::awaitStarted);
        assertEquals(2, bus.devices().size());
    }

    @Test
    @DisplayName("[PNP-13] one device that vetoes keeps its bus and its siblings at work")
    void shouldNotRemoveABusWhoseDeviceVetoes() throws NtStatusException {
        String quiet = bus.plug(PciDevice.of(0x1234, 1));
        ToyDriver siblings = machine.plug("SIBLING", new ToyDriver(machine.io()),
                Map.of("hardwareIds", List.of("PCI\\VEN_1234&DEV_0001")));
        machine.plug("TOY", new VetoesRemovalDriver(machine.io()), Slot.served());
        String vetoing = bus.plug(Slot.DEVICE);
        machine.awaitStarted(quiet);
        assertThrows(NtStatusException.class, () -> machine.pnp().disable(BUS));
        assertEquals(List.of("QUERY_REMOVE_DEVICE " + quiet, "CANCEL_REMOVE_DEVICE " + quiet), tail(siblings, 2));
        for (String id : List.of(quiet, vetoing, BUS)) {
            assertEquals(DeviceState.STARTED, machine.device(id).state(), id);
        }
    }

    @Test
    @DisplayName("[PNP-13, PWR-1] a bus stays on while its devices work")
    void shouldNotPowerABusDownUnderItsDevices() throws NtStatusException {
        plugDriver();
        bus.plug(Slot.DEVICE);
        assertEquals(NtStatus.DEVICE_BUSY, assertThrows(NtStatusException.class,
                () -> machine.pnp().setPower(BUS, DevicePowerState.D3)).status());
    }

    @Test
    @DisplayName("files bring devices and take them along")
    void shouldPlugInTheDevicesOfFiles() throws NtStatusException {
        machine.plugAndPlay().pciDeviceFiles().appeared("one", Map.of(
                "vendor", "0x1234", "device", "0x0D3A", "slot", "3",
                "memoryWindows", "0x1000, 4096", "messageInterrupts", 4, "lineInterrupt", "true"));
        machine.plugAndPlay().pciDeviceFiles().appeared("bad", Map.of("vendor", "0x1234"));
        machine.pnp().rescan();
        assertEquals(Map.of(Slot.id(3), Slot.DEVICE.inSlot(3).withMemoryWindows(4096L, 4096L)
                .withMessageInterrupts(4).withLineInterrupt()), bus.devices());
        machine.plugAndPlay().pciDeviceFiles().vanished("one");
        machine.plugAndPlay().pciDeviceFiles().vanished("bad");
        machine.pnp().rescan();
        assertTrue(bus.devices().isEmpty());
        assertTrue(machine.pnp().device(Slot.id(3)).isEmpty());
    }

    @Test
    @DisplayName("a thousand devices plugged in at once are all started, and all gone when pulled out")
    void shouldStartAThousandDevices() throws NtStatusException {
        plugDriver();
        List<String> ids = bus.plugAll(Collections.nCopies(1000, Slot.DEVICE.withLineInterrupt()));
        assertEquals(1002, machine.pnp().devices().stream()
                .filter(device -> device.state() == DeviceState.STARTED).count());
        machine.pnp().disable(BUS);
        assertTrue(machine.pnp().device(ids.get(999)).isEmpty());
        assertEquals(2, machine.pnp().devices().size());
    }
}
