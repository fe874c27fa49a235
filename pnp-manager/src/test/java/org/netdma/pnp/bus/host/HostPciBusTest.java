// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.ProblemCode;

class HostPciBusTest {

    private static final String DSA = "PCI\\VEN_8086&DEV_0B25&SUBSYS_00008086&REV_00\\0000_6A_01_0";

    private final TestMachine machine = new TestMachine();
    @TempDir
    private Path sysfs;

    @AfterEach
    void close() {
        machine.close();
    }

    private Path device(String address, String vendor, String device) throws IOException {
        Path folder = Files.createDirectory(sysfs.resolve(address));
        Map.of("vendor", vendor, "device", device, "subsystem_vendor", "0x8086", "subsystem_device", "0x0000",
                "revision", "0x00", "class", "0x088000").forEach((name, value) -> write(folder.resolve(name), value));
        return folder;
    }

    private static void write(Path file, String value) {
        try {
            Files.writeString(file, value + "\n");
        } catch (IOException unwritable) {
            throw new AssertionError(unwritable);
        }
    }

    private void show() {
        machine.plugAndPlay().showHostDevices(Optional.of(sysfs));
        machine.awaitStarted("ROOT\\NETDMA_HOST_PCI_BUS\\0000");
        // It is asked for its devices after that.
        assertTrue(machine.pnp().awaitSettled(Duration.ofSeconds(60)));
    }

    @Test
    @DisplayName("[PNP-16] the machine's own devices are listed with problem 28 until a driver for them arrives")
    void shouldShowTheDevicesOfTheMachine() throws IOException, NtStatusException {
        device("0000:6a:01.0", "0x8086", "0x0b25");
        show();
        machine.pnp().rescan();
        DeviceInfo found = machine.device(DSA);
        assertEquals(ProblemCode.FAILED_INSTALL, found.problem());
        assertEquals("PCI system peripheral at 0000:6a:01.0", found.description());
        assertTrue(found.compatibleIds().contains("PCI\\CC_088000"), found.compatibleIds().toString());
        machine.plug("DSA", new ToyDriver(machine.io()), Map.of("hardwareIds", List.of("PCI\\VEN_8086&DEV_0B25")));
        machine.awaitStarted(DSA);
    }

    @Test
    @DisplayName("the folder changes, and the bus goes again, in place: no other device is touched")
    void shouldShowOtherDevicesOrNone(@TempDir Path empty) throws IOException {
        ToyDriver other = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        List<String> before = List.copyOf(other.journal());
        device("0000:6a:01.0", "0x8086", "0x0b25");
        show();
        machine.await("its devices", () -> machine.pnp().device(DSA).isPresent());
        machine.plugAndPlay().showHostDevices(Optional.of(empty));
        machine.await("its devices to go", () -> machine.pnp().device(DSA).isEmpty());
        show();
        machine.await("its devices", () -> machine.pnp().device(DSA).isPresent());
        machine.plugAndPlay().showHostDevices(Optional.empty());
        machine.await("the bus to go",
                () -> machine.pnp().device("ROOT\\NETDMA_HOST_PCI_BUS\\0000").isEmpty());
        assertTrue(machine.pnp().device(DSA).isEmpty());
        assertEquals(before, other.journal());
    }

    @Test
    @DisplayName("a rescan finds devices that came and misses those that went; a broken one hides no other")
    void shouldFollowTheMachine() throws IOException, NtStatusException {
        Path first = device("0000:00:01.0", "0x1234", "0x0001");
        show();
        device("0000:00:02.0", "0x1234", "0x0002");
        write(device("0000:00:03.0", "0x1234", "0x0003").resolve("class"), "?");
        for (String name : List.of("vendor", "device", "subsystem_vendor", "subsystem_device", "revision", "class")) {
            Files.delete(first.resolve(name));
        }
        Files.delete(first);
        String plugged = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        assertTrue(machine.pnp().devices().stream().noneMatch(found -> found.instanceId().contains("DEV_0002")),
                "the machine is not read whenever a device comes somewhere");
        machine.plugAndPlay().virtualPciBus().unplug(plugged);
        machine.pnp().rescan();
        assertEquals(List.of("PCI\\VEN_1234&DEV_0002&SUBSYS_00008086&REV_00\\0000_00_02_0"), machine.pnp().devices()
                .stream().map(DeviceInfo::instanceId).filter(id -> id.startsWith("PCI")).toList());
    }
}
