// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.shell.text.SequenceDiagram;
import org.netdma.pnp.toy.EngineDriver;
import org.netdma.pnp.toy.FilterDriver;
import org.netdma.pnp.toy.StagedBundles;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;

/** The parts of diagrams that devices of the virtual PCI bus have of their own. */
class PciDeviceLifeTest {

    private static final String PCI = "PCI\\VEN_8086&DEV_0B25";

    private final TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
    }

    private String diagram(String id) {
        return new SequenceDiagram(machine.pnp().life(id).orElseThrow()).toString();
    }

    @Test
    @DisplayName("[PNP-11] pulled out by surprise")
    void shouldShowASurpriseRemoval() throws NtStatusException {
        machine.plug("PCI", new EngineDriver(machine.io(), true), Map.of("hardwareIds", List.of(PCI)));
        String id = machine.plugAndPlay().virtualPciBus().plug(PciDevice.of(0x8086, 0x0B25).withMemoryWindows(4096L));
        machine.awaitStarted(id);
        machine.plugAndPlay().virtualPciBus().unplug(id);
        String diagram = diagram(id);
        assertTrue(diagram.contains("participant B as bus driver netdma-pci-bus\n"), diagram);
        assertEquals("""
                    Note over M: SURPRISE_REMOVED
                    M->>F: SURPRISE_REMOVAL
                    F->>I: NetDmaProviderStop
                    I-->>F: SUCCESS
                    F->>B: SURPRISE_REMOVAL
                    B-->>M: SUCCESS
                    M->>F: REMOVE_DEVICE
                    F->>I: NetDmaProviderStop
                    I-->>F: SUCCESS
                    F->>I: NetDmaDeregisterProvider
                    I-->>F: SUCCESS
                    F->>B: REMOVE_DEVICE
                    B-->>M: SUCCESS
                    F->>M: IoDetachDevice
                    F->>M: IoDeleteDevice
                    Note over M: REMOVED
                    Note over M: NOT_PRESENT
                    M->>F: Unload
                    F-->>M: SUCCESS
                    Note over M: driver PCI is unloaded
                """, diagram.substring(diagram.indexOf("    Note over M: SURPRISE_REMOVED")));
    }

    @Test
    @DisplayName("[PNP-12] the bundle of a staged driver is started first: the driver is loaded on demand")
    void shouldShowAStagedDriver() throws NtStatusException {
        StagedBundles bundles = new StagedBundles(machine.plugAndPlay());
        bundles.install(7, "ENGINE", "1.0.0", new EngineDriver(machine.io(), true),
                Map.of("hardwareIds", List.of(PCI)));
        String id = machine.plugAndPlay().virtualPciBus().plug(PciDevice.of(0x8086, 0x0B25));
        machine.awaitStarted(id);
        String diagram = diagram(id);
        assertTrue(diagram.contains("""
                    Note over M: ENUMERATED
                    Note over M: starts bundle bundle.7 of driver ENGINE
                    Note over M: matches driver ENGINE 1.0.0
                    M->>F: DriverEntry
                """), diagram);
    }

    @Test
    @DisplayName("filters take their place between bus and function driver, and above")
    void shouldShowFilters() throws NtStatusException {
        List<String> seen = new CopyOnWriteArrayList<>();
        machine.plug("BELOW", new FilterDriver(machine.io(), "BELOW", seen, null), filter("LOWER"));
        machine.plug("ABOVE", new FilterDriver(machine.io(), "ABOVE", seen, null), filter("UPPER"));
        machine.plug("ENGINE", new EngineDriver(machine.io(), true), Map.of("hardwareIds", List.of(PCI)));
        String id = machine.plugAndPlay().virtualPciBus().plug(PciDevice.of(0x8086, 0x0B25));
        machine.awaitStarted(id);
        String diagram = diagram(id);
        assertTrue(diagram.contains("""
                    participant M as PnP manager
                    participant B as bus driver netdma-pci-bus
                    participant L as lower filter BELOW
                    participant F as function driver ENGINE
                    participant U as upper filter ABOVE
                    participant I as NetDMA interface
                """), diagram);
        assertTrue(diagram.contains("""
                    M->>U: START_DEVICE
                    U->>F: START_DEVICE
                    F->>L: START_DEVICE
                    L->>B: START_DEVICE
                """), diagram);
    }

    private static Map<String, Object> filter(String position) {
        return Map.of("hardwareIds", List.of(PCI), "filter", position);
    }
}
