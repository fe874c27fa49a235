// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.pnp.toy.DetachesEarlyDriver;
import org.netdma.pnp.toy.InterruptedDriver;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.resource.InterruptResource;

class ResourcesTest {

    private final TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    @DisplayName("[INT-2, INT-4, PNP-6] filtered affinity, assigned vector, service routine, DPC on the CPU asked for")
    void shouldDeliverInterruptsToTheCpuThatTheDriverAskedFor() {
        InterruptedDriver driver = machine.plug("TOY", new InterruptedDriver(machine.io()),
                Map.of("rootEnumerated", 1L, "memoryWindows", List.of(4096L), "messageInterrupts", 2L));
        DeviceInfo device = machine.awaitStarted("ROOT\\TOY\\0000");
        assertEquals(List.of(0b10L, 0b10L),
                device.resources().interrupts().stream().map(InterruptResource::targetProcessors).toList());
        driver.signal();
        machine.await("the DPC", () -> driver.journal().contains("DPC on CPU 1"));
        assertTrue(driver.threads().contains("netdma-dpc-1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("[PNP-10] interrupts and DPCs that a driver leaves behind are given back for it, be they of the PDO")
    void shouldDisconnectWhatADriverLeavesBehind(boolean takesThePdoForItsOwn) throws NtStatusException {
        InterruptedDriver driver = machine.plug("TOY", new InterruptedDriver(machine.io(), takesThePdoForItsOwn),
                Slot.served());
        machine.awaitStarted(machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE.withMessageInterrupts(1)));
        machine.unplug(driver);
        List<String> before = List.copyOf(driver.journal());
        assertFalse(driver.queue());
        driver.signal();
        assertEquals(before, driver.journal());
    }

    @Test
    @DisplayName("[PNP-10] a driver that detaches before REMOVE_DEVICE keeps no resources")
    void shouldTakeBackResourcesFromADriverThatDetachesTooEarly() {
        Map<String, Object> allMemory = Map.of("rootEnumerated", 1L, "memoryWindows", List.of(0x10_0000L));
        ToyDriver driver = machine.plug("TOY", new DetachesEarlyDriver(machine.io()), allMemory);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.unplug(driver);
        machine.plug("OTHER", new ToyDriver(machine.io()), allMemory);
        machine.awaitStarted("ROOT\\OTHER\\0000");
    }

    @Test
    @DisplayName("[PNP-18] a storm of drivers that come, go and are configured leaves nothing behind")
    void shouldSurviveAStorm() throws InterruptedException, ExecutionException {
        ExecutorService people = Executors.newFixedThreadPool(3);
        List<Future<?>> done = new ArrayList<>();
        for (String name : List.of("A", "B")) {
            done.add(people.submit(() -> {
                for (int round = 0; round < 40; round++) {
                    ToyDriver driver = machine.plug(name, new InterruptedDriver(machine.io()), Map.of(
                            "rootEnumerated", 3L, "memoryWindows", List.of(0x1_0000L), "messageInterrupts", 4L));
                    if (round % 2 == 0) {
                        machine.awaitStarted("ROOT\\" + name + "\\0000");
                    }
                    machine.unplug(driver);
                }
            }));
        }
        done.add(people.submit(() -> {
            for (int round = 0; round < 200; round++) {
                machine.configure(round % 2 == 0 ? "A" : "B", Map.of("round", round, "rootEnumerated", round % 4));
                machine.pnp().devices().forEach(device -> machine.pnp().irps(device.instanceId()));
                machine.pnp().drivers();
            }
        }));
        for (Future<?> each : done) {
            each.get();
        }
        people.shutdown();
        assertEquals(List.of("HTREE\\ROOT\\0"), machine.pnp().devices().stream().map(DeviceInfo::instanceId).toList());
        assertEquals(List.of(), machine.pnp().drivers());
        machine.plug("ALL", new ToyDriver(machine.io()), Map.of("rootEnumerated", 1L, "messageInterrupts", 128L,
                "memoryWindows", Collections.nCopies(16, 0x1_0000L)));
        assertEquals(144, machine.awaitStarted("ROOT\\ALL\\0000").resources().resources().size());
    }

    @Test
    @DisplayName("a hundred devices on one driver are all started, and all removed")
    void shouldStartManyDevicesOfOneDriver() {
        ToyDriver driver = machine.plug("TOY", new ToyDriver(machine.io()), Map.of("rootEnumerated", 100L,
                "lineInterrupts", 1L, "memoryWindows", List.of(256L)));
        machine.awaitStarted("ROOT\\TOY\\0099");
        assertEquals(101, machine.pnp().devices().stream()
                .filter(device -> device.state() == DeviceState.STARTED).count());
        machine.unplug(driver);
        assertEquals(1, machine.pnp().devices().size());
    }
}
