// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.FilterDriver;
import org.netdma.pnp.toy.LogLines;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.StagedBundles;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.ProblemCode;

class FilterDriversTest {

    private final TestMachine machine = new TestMachine();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        machine.close();
    }

    private static Map<String, Object> filter(String position) {
        return Map.of("hardwareIds", List.of(Slot.HARDWARE_ID), "filter", position);
    }

    private FilterDriver plugFilter(String name, String position, PnpMinorFunction refuses) {
        return machine.plug(name, new FilterDriver(machine.io(), name, seen, refuses), filter(position));
    }

    private FilterDriver plugFunction() {
        return machine.plug("TOY", new FilterDriver(machine.io(), "TOY", seen, null), Slot.served());
    }

    private List<String> seen(PnpMinorFunction minor) {
        return seen.stream().filter(line -> line.endsWith(" " + minor)).map(line -> line.split(" ")[0]).toList();
    }

    @Test
    @DisplayName("section 2: a stack is PDO, lower filters, FDO, upper filters; IRPs travel it from the top")
    void shouldBuildTheStackWithItsFilters() throws NtStatusException {
        plugFilter("UPPER2", "UPPER", null);
        plugFilter("UPPER1", "UPPER", null);
        plugFilter("LOWER1", "LOWER", null);
        plugFunction();
        String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        DeviceInfo device = machine.device(id);
        assertEquals("TOY", device.driver());
        assertEquals(List.of("PDO of " + id, "lower filter DO of " + id, "FDO of " + id, "upper filter DO of " + id,
                "upper filter DO of " + id), device.stack());
        assertEquals(List.of("LOWER1 AddDevice", "TOY AddDevice", "UPPER1 AddDevice", "UPPER2 AddDevice"),
                seen.subList(0, 4));
        assertEquals(List.of("UPPER2", "UPPER1", "TOY", "LOWER1"), seen(PnpMinorFunction.START_DEVICE));
        assertEquals(List.of(id), machine.driver("LOWER1").devices());
        machine.plugAndPlay().virtualPciBus().unplug(id);
        assertEquals(List.of("UPPER2", "UPPER1", "TOY", "LOWER1"), seen(PnpMinorFunction.REMOVE_DEVICE));
    }

    @Test
    @DisplayName("[PNP-12] filters are loaded and unloaded with their devices; one alone serves nobody [PNP-16]")
    void shouldUnloadFiltersWithTheirLastDevice() throws NtStatusException {
        FilterDriver filter = plugFilter("UPPER", "UPPER", null);
        String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        assertEquals(ProblemCode.FAILED_INSTALL, machine.device(id).problem());
        assertTrue(filter.journal().isEmpty());
        plugFunction();
        machine.awaitStarted(id);
        assertEquals(3, machine.device(id).stack().size());
        machine.plugAndPlay().virtualPciBus().unplug(id);
        assertEquals("Unload", filter.journal().get(filter.journal().size() - 1));
    }

    @Test
    @DisplayName("a filter that comes later joins when the device restarts; one that goes restarts devices [PNP-14]")
    void shouldLetFiltersComeAndGo() throws NtStatusException {
        plugFunction();
        String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        FilterDriver filter = plugFilter("UPPER", "UPPER", null);
        machine.pnp().rescan();
        assertEquals(2, machine.device(id).stack().size());
        machine.pnp().restart(id);
        assertEquals(3, machine.device(id).stack().size());
        machine.unplug(filter);
        assertEquals(DeviceState.STARTED, machine.device(id).state());
        assertEquals(List.of("PDO of " + id, "FDO of " + id), machine.device(id).stack());
        assertEquals("Unload", filter.journal().get(filter.journal().size() - 1));
    }

    @Test
    @DisplayName("[PNP-7] an upper filter can veto; those above it that agreed are told that it does not happen")
    void shouldLetAFilterVeto() throws NtStatusException {
        plugFilter("VETO", "LOWER", PnpMinorFunction.QUERY_REMOVE_DEVICE);
        plugFunction();
        String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        assertEquals(NtStatus.DEVICE_BUSY,
                assertThrows(NtStatusException.class, () -> machine.pnp().eject(id)).status());
        assertEquals(List.of("TOY", "VETO"), seen(PnpMinorFunction.CANCEL_REMOVE_DEVICE));
        assertEquals(DeviceState.STARTED, machine.device(id).state());
    }

    @Test
    @DisplayName("[PNP-3] a filter that fails AddDevice: problem 31, and those attached before it get REMOVE_DEVICE")
    void shouldRemoveTheStackWhenAFilterFailsAddDevice() throws NtStatusException {
        machine.plug("BAD", new FilterDriver(machine.io(), "BAD", seen, null, true), filter("UPPER"));
        plugFunction();
        String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        assertEquals(ProblemCode.FAILED_ADD, machine.device(id).problem());
        assertEquals(List.of("PDO of " + id), machine.device(id).stack());
        assertEquals(List.of("TOY"), seen(PnpMinorFunction.REMOVE_DEVICE));
    }

    @Test
    @DisplayName("[PNP-18] a driver can neither detach nor delete the objects of others in its stack")
    void shouldKeepADriversHandsOffTheObjectsOfOthers() throws NtStatusException {
        plugFilter("UPPER", "UPPER", null);
        ToyDriver greedy = machine.plug("GREEDY", new ToyDriver(machine.io()) {
            @Override
            protected NtStatus start(DeviceObject fdo) {
                io.detachDevice(fdo);
                io.deleteDevice(fdo.attachedDevice().orElseThrow());
                io.deleteDevice(lower(fdo));
                return NtStatus.SUCCESS;
            }
        }, Slot.served());
        try (LogLines log = new LogLines()) {
            String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
            assertEquals(List.of("detaches upper filter DO", "deletes upper filter DO", "deletes PDO"),
                    log.takeErrors().stream().map(error -> error.replaceAll("driver GREEDY (.*) of PCI.*", "$1"))
                            .toList());
            assertEquals(3, machine.awaitStarted(id).stack().size());
            machine.unplug(greedy);
            plugFunction();
            assertEquals(3, machine.awaitStarted(id).stack().size());
            assertEquals(List.of(), log.takeErrors());
        }
    }

    @Test
    @DisplayName("a staged filter's bundle is started for a device that a function driver serves")
    void shouldStartTheBundleOfAStagedFilter() throws NtStatusException {
        StagedBundles bundles = new StagedBundles(machine.plugAndPlay());
        bundles.install(7, "UPPER", "1.0.0", new FilterDriver(machine.io(), "UPPER", seen, null), filter("UPPER"));
        bundles.install(8, "TOY", "1.0.0", new ToyDriver(machine.io()), Slot.served());
        String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        assertEquals(3, machine.device(id).stack().size());
        machine.plugAndPlay().virtualPciBus().unplug(id);
        assertEquals(4, bundles.journal().size(), bundles.journal().toString());
    }
}
