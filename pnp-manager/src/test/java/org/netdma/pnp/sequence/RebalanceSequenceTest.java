// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.RestartableDriver.Refuses;
import org.netdma.pnp.toy.RestartableDriver;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.ResourceList;

class RebalanceSequenceTest {

    private static final String TOY = "ROOT\\TOY\\0000";

    private final TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
    }

    private RestartableDriver plug(Refuses refuses, long window) {
        RestartableDriver driver = machine.plug("TOY", new RestartableDriver(machine.io(), refuses),
                Map.of("rootEnumerated", 1L, "memoryWindows", List.of(window), "messageInterrupts", 1L));
        machine.awaitStarted(TOY);
        return driver;
    }

    private static List<String> since(ToyDriver driver, String line) {
        List<String> journal = driver.journal();
        return journal.subList(journal.indexOf(line), journal.size());
    }

    private NtStatusException refused() {
        return assertThrows(NtStatusException.class, () -> machine.pnp().rebalance(TOY));
    }

    @Test
    @DisplayName("section 3: QUERY_STOP, STOP, new resources, START; the driver keeps its device object [PNP-5]")
    void shouldMoveTheResourcesOfAStartedDevice() throws NtStatusException {
        RestartableDriver driver = plug(Refuses.NOTHING, 4096);
        machine.pnp().rebalance(TOY);
        assertEquals(List.of("QUERY_STOP_DEVICE " + TOY, "STOP_DEVICE " + TOY, "FILTER_RESOURCE_REQUIREMENTS " + TOY,
                "START_DEVICE " + TOY), since(driver, "QUERY_STOP_DEVICE " + TOY));
        assertEquals(DeviceState.STARTED, machine.device(TOY).state());
        assertEquals(driver.starts().get(1), machine.device(TOY).resources());
        assertNotEquals(driver.starts().get(0).memory(), driver.starts().get(1).memory());
        assertNotEquals(driver.starts().get(0).interrupts(), driver.starts().get(1).interrupts());
        driver.signal();
        assertEquals("interrupt " + driver.starts().get(1).interrupts().get(0).vector(),
                driver.journal().get(driver.journal().size() - 1));
    }

    @Test
    @DisplayName("a device that has all there is keeps it, and nothing leaks however often it is moved")
    void shouldGiveBackWhatItHadWhenThereIsNoMore() throws NtStatusException {
        RestartableDriver driver = plug(Refuses.NOTHING, 0x10_0000);
        for (int round = 0; round < 200; round++) {
            machine.pnp().rebalance(TOY);
        }
        assertEquals(driver.starts().get(0).memory(), driver.starts().get(200).memory());
    }

    @Test
    @DisplayName("a driver that vetoes QUERY_STOP gets CANCEL_STOP and works on with what it has [PNP-7]")
    void shouldHonourAVeto() {
        RestartableDriver driver = plug(Refuses.QUERY_STOP, 4096);
        assertEquals(NtStatus.DEVICE_BUSY, refused().status());
        assertEquals(List.of("QUERY_STOP_DEVICE " + TOY, "CANCEL_STOP_DEVICE " + TOY),
                since(driver, "QUERY_STOP_DEVICE " + TOY));
        assertEquals(DeviceState.STARTED, machine.device(TOY).state());
        assertEquals(driver.starts().get(0), machine.device(TOY).resources());
    }

    @Test
    @DisplayName("section 3: a start that fails after a stop leads to SURPRISE_REMOVAL and REMOVE; problem 10")
    void shouldSurpriseRemoveADeviceThatDoesNotStartAgain() throws NtStatusException {
        RestartableDriver driver = plug(Refuses.SECOND_START, 4096);
        assertEquals(NtStatus.INSUFFICIENT_RESOURCES, refused().status());
        assertEquals(List.of("START_DEVICE " + TOY, "SURPRISE_REMOVAL " + TOY, "REMOVE_DEVICE " + TOY),
                driver.journal().subList(driver.journal().size() - 3, driver.journal().size()));
        assertEquals(ProblemCode.FAILED_START, machine.device(TOY).problem());
        assertEquals(DeviceState.FAILED, machine.device(TOY).state());
        assertEquals(ResourceList.NONE, machine.device(TOY).resources());
        assertEquals(List.of("PDO of " + TOY), machine.device(TOY).stack());
        machine.pnp().disable(TOY);
        assertTrue(driver.journal().contains("Unload"));
    }

    @Test
    @DisplayName("an interrupt that a driver keeps over STOP is taken from it [PNP-7]")
    void shouldDisconnectWhatADriverKeepsOverAStop() throws NtStatusException {
        RestartableDriver driver = plug(Refuses.DISCONNECT, 4096);
        machine.pnp().rebalance(TOY);
        driver.signal();
        assertEquals("interrupt " + driver.starts().get(1).interrupts().get(0).vector(),
                driver.journal().get(driver.journal().size() - 1));
    }

    @Test
    @DisplayName("only a device that works is stopped for new resources, and no bus under its devices")
    void shouldRefuseWhatCanNotBeStopped() throws NtStatusException {
        plug(Refuses.NOTHING, 4096);
        machine.pnp().setPower(TOY, DevicePowerState.D3);
        assertEquals(NtStatus.INVALID_DEVICE_STATE, refused().status());
        assertEquals(NtStatus.INVALID_DEVICE_REQUEST, assertThrows(NtStatusException.class,
                () -> machine.pnp().rebalance("HTREE\\ROOT\\0")).status());
        machine.pnp().disable(TOY);
        assertEquals(NtStatus.INVALID_DEVICE_STATE, refused().status());
    }
}
