// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.pnp.toy.EngineDiagram.DEPARTURE;
import static org.netdma.pnp.toy.EngineDiagram.ENUMERATION;
import static org.netdma.pnp.toy.EngineDiagram.LOADING;
import static org.netdma.pnp.toy.EngineDiagram.PARTIES;
import static org.netdma.pnp.toy.EngineDiagram.QUERY_REMOVE;
import static org.netdma.pnp.toy.EngineDiagram.REMOVE;
import static org.netdma.pnp.toy.EngineDiagram.STARTING;
import static org.netdma.pnp.toy.EngineDiagram.UNLOAD;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.shell.text.SequenceDiagram;
import org.netdma.pnp.toy.EngineDriver;
import org.netdma.pnp.toy.PoweredDriver;
import org.netdma.pnp.toy.RefusesAddDeviceDriver;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.VetoesRemovalDriver;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.ProblemCode;

/** Whole diagrams, so that nothing too much and nothing out of order slips in. */
class DeviceLifeTest {

    private static final String ENGINE = "ROOT\\ENGINE\\0000";

    private final TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
    }

    private EngineDriver plug(boolean starts) {
        return machine.plug("ENGINE", new EngineDriver(machine.io(), starts), Map.of("rootEnumerated", 1L,
                "memoryWindows", List.of(4096L), "messageInterrupts", 2L));
    }

    private String diagram() {
        return new SequenceDiagram(machine.pnp().life(ENGINE).orElseThrow()).toString();
    }

    @Test
    @DisplayName("[REG-1, REG-6, PNP-5] a device arrives whose driver is not loaded")
    void shouldShowAnArrival() {
        plug(true);
        machine.awaitStarted(ENGINE);
        assertEquals(PARTIES + ENUMERATION + LOADING + STARTING, diagram());
    }

    @Test
    @DisplayName("[PNP-10, PNP-12] an orderly removal, with the driver's last device; the record outlives the device")
    void shouldShowAnOrderlyRemoval() {
        EngineDriver driver = plug(true);
        machine.awaitStarted(ENGINE);
        machine.unplug(driver);
        assertEquals(List.of(ENGINE), machine.pnp().departed());
        assertEquals(PARTIES + ENUMERATION + LOADING + STARTING + QUERY_REMOVE + REMOVE + UNLOAD + DEPARTURE,
                diagram());
        assertTrue(machine.pnp().irps(ENGINE).stream().anyMatch(irp -> irp.request().equals("PNP/REMOVE_DEVICE")));
    }

    @Test
    @DisplayName("a first start that fails leads to REMOVE_DEVICE")
    void shouldShowAFailedStart() {
        plug(false);
        machine.awaitProblem(ENGINE, ProblemCode.FAILED_START);
        String failure = """
                    F->>M: IoDisconnectInterruptEx (2 times)
                    F-->>M: IO_DEVICE_ERROR
                """;
        String end = """
                    Note over M: FAILED
                    Note over M: problem 10 (cannot start)
                """;
        assertEquals(PARTIES + ENUMERATION + LOADING + failure
                + REMOVE.replace("    F->>M: IoDisconnectInterruptEx (2 times)\n", "") + end, diagram());
    }

    @Test
    @DisplayName("[PWR-1, PWR-2] to low power and back")
    void shouldShowAPowerCycle() throws NtStatusException {
        plug(true);
        machine.awaitStarted(ENGINE);
        machine.pnp().setPower(ENGINE, DevicePowerState.D3);
        machine.pnp().setPower(ENGINE, DevicePowerState.D0);
        assertEquals(PARTIES + ENUMERATION + LOADING + STARTING + """
                    M->>F: QUERY_POWER D3
                    F->>B: QUERY_POWER D3
                    B-->>M: SUCCESS
                    M->>F: SET_POWER D3
                    F->>I: NetDmaPnPEventNotify PROVIDER_POWER_DOWN
                    I-->>F: SUCCESS
                    F->>B: SET_POWER D3
                    B-->>M: SUCCESS
                    M->>F: SET_POWER D0
                    F->>B: SET_POWER D0
                    B-->>F: SUCCESS
                    F->>I: NetDmaPnPEventNotify PROVIDER_POWER_UP
                    I-->>F: SUCCESS
                    F-->>M: SUCCESS
                """, diagram());
    }

    @Test
    @DisplayName("a start that fails after a stop leads to SURPRISE_REMOVAL and REMOVE_DEVICE")
    void shouldShowARestartThatFails() {
        EngineDriver driver = plug(true);
        machine.awaitStarted(ENGINE);
        driver.failToStart();
        assertThrows(NtStatusException.class, () -> machine.pnp().rebalance(ENGINE));
        String diagram = diagram();
        assertEquals("""
                    F->>M: IoConnectInterruptEx (2 times)
                    F->>M: IoDisconnectInterruptEx (2 times)
                    F-->>M: IO_DEVICE_ERROR
                    Note over M: SURPRISE_REMOVED
                    M->>F: SURPRISE_REMOVAL
                    F->>I: NetDmaProviderStop
                    I-->>F: SUCCESS
                    F->>B: SURPRISE_REMOVAL
                    B-->>M: SUCCESS
                """ + REMOVE.replace("    F->>M: IoDisconnectInterruptEx (2 times)\n", "") + """
                    Note over M: FAILED
                    Note over M: problem 10 (cannot start)
                """, diagram.substring(diagram.lastIndexOf("    F->>M: IoConnectInterruptEx")));
    }

    @Test
    @DisplayName("every line is one that Mermaid knows")
    void shouldKeepToTheGrammarOfMermaid() throws NtStatusException {
        plug(true);
        machine.awaitStarted(ENGINE);
        machine.pnp().setPower(ENGINE, DevicePowerState.D3);
        machine.pnp().setPower(ENGINE, DevicePowerState.D0);
        List<String> lines = diagram().lines().toList();
        assertEquals("sequenceDiagram", lines.get(0));
        // Mermaid ends a text at # and ; unless these are part of an entity.
        String text = "([^#;\\n]|#\\d+;)+";
        String line = "    (title %1$s|participant %2$s as %1$s|Note over %2$s: %1$s|%2$s--?>>%2$s: %1$s)"
                .formatted(text, "[A-Z]\\d*");
        lines.stream().skip(1).forEach(each -> assertTrue(each.matches(line), each));
    }

    @Test
    @DisplayName("a rebalance: QUERY_STOP, STOP, new resources, START")
    void shouldShowARebalance() throws NtStatusException {
        plug(true);
        machine.awaitStarted(ENGINE);
        machine.pnp().rebalance(ENGINE);
        assertEquals(PARTIES + ENUMERATION + LOADING + STARTING + """
                    M->>F: QUERY_STOP_DEVICE
                    F->>B: QUERY_STOP_DEVICE
                    B-->>M: SUCCESS
                    Note over M: STOP_PENDING
                    M->>F: STOP_DEVICE
                    F->>I: NetDmaProviderStop
                    I-->>F: SUCCESS
                    F->>M: IoDisconnectInterruptEx (2 times)
                    F->>B: STOP_DEVICE
                    B-->>M: SUCCESS
                    Note over M: STOPPED
                    M->>F: FILTER_RESOURCE_REQUIREMENTS
                    F->>B: FILTER_RESOURCE_REQUIREMENTS
                    B-->>M: NOT_SUPPORTED
                    Note over M: assigns resources, memory windows: 1, interrupts: 2
                    M->>F: START_DEVICE
                    F->>B: START_DEVICE
                    B-->>F: SUCCESS
                    F->>M: IoConnectInterruptEx (2 times)
                    F->>I: NetDmaProviderStart
                    I-->>F: SUCCESS
                    F-->>M: SUCCESS
                    Note over M: STARTED
                """, diagram());
    }

    @Test
    @DisplayName("a device that restarts with its driver begins a new life, without the enumeration")
    void shouldBeginANewLifeWithANewDriver() {
        plug(true);
        machine.awaitStarted(ENGINE);
        machine.configure("ENGINE", Map.of("speed", "high"));
        machine.pnp().awaitSettled(TestMachine.PATIENT.removal());
        assertEquals(PARTIES + LOADING + STARTING, diagram());
    }

    @Test
    @DisplayName("[PNP-7] a veto is answered with CANCEL_REMOVE_DEVICE; [PNP-14] a bundle that goes surprises")
    void shouldShowAVetoAndASurprise() {
        VetoesRemovalDriver driver = machine.plug("ENGINE", VetoesRemovalDriver::new);
        machine.awaitStarted(ENGINE);
        machine.unplug(driver);
        String diagram = diagram();
        assertTrue(diagram.contains("""
                    M->>F: QUERY_REMOVE_DEVICE
                    F-->>M: DEVICE_BUSY
                    M->>F: CANCEL_REMOVE_DEVICE
                    F->>B: CANCEL_REMOVE_DEVICE
                    B-->>M: SUCCESS
                    Note over M: SURPRISE_REMOVED
                    M->>F: SURPRISE_REMOVAL
                    F->>B: SURPRISE_REMOVAL
                    B-->>M: SUCCESS
                    M->>F: REMOVE_DEVICE
                """), diagram);
    }

    @Test
    @DisplayName("[PNP-3] an AddDevice that refuses")
    void shouldShowAnAddDeviceThatRefuses() {
        machine.plug("ENGINE", RefusesAddDeviceDriver::new);
        machine.awaitProblem(ENGINE, ProblemCode.FAILED_ADD);
        String diagram = diagram();
        assertTrue(diagram.endsWith("""
                    Note over M: FAILED
                    Note over M: problem 31 (AddDevice failed)
                """), diagram);
    }

    @Test
    @DisplayName("a long life keeps its beginning and its newest steps, and says how many are left out")
    void shouldBoundALongLife() throws NtStatusException {
        machine.plug("ENGINE", io -> new PoweredDriver(io, PoweredDriver.Refuses.NOTHING));
        machine.awaitStarted(ENGINE);
        for (int i = 0; i < 40; i++) {
            machine.pnp().setPower(ENGINE, DevicePowerState.D3);
            machine.pnp().setPower(ENGINE, DevicePowerState.D0);
        }
        String diagram = diagram();
        assertTrue(diagram.contains("DriverEntry"), diagram);
        assertTrue(diagram.contains(" steps are left out here"), diagram);
        assertTrue(diagram.lines().count() < 300, diagram);
    }
}
