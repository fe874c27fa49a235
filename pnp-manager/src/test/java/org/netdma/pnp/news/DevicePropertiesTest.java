// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.news;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.RefusesStartDriver;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.Device;
import org.netdma.wdm.pnp.DeviceEvents;
import org.netdma.wdm.pnp.ProblemCode;

class DevicePropertiesTest {

    private static final String TOY = "ROOT\\TOY\\0000";

    private final TestMachine machine = new TestMachine();
    private final List<String> topics = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        machine.close();
    }

    private void observe() {
        machine.plugAndPlay().observe(change -> {
            if (change.device().instanceId().equals(TOY)) {
                topics.add(DeviceProperties.topic(change).replace(DeviceEvents.TOPIC_PREFIX, ""));
                events.add(DeviceProperties.of(change));
            }
        });
    }

    @Test
    @DisplayName("every transition and power change is told, in order")
    void shouldTellEveryTransition() throws NtStatusException {
        observe();
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted(TOY);
        machine.pnp().setPower(TOY, DevicePowerState.D3);
        assertEquals("D3", events.get(events.size() - 1).get(Device.POWER_STATE));
        machine.unplug(driver);
        assertEquals(List.of("ENUMERATED", "DRIVERS_INITIALIZED", "FDO_ATTACHED", "RESOURCES_ASSIGNED", "STARTED",
                "POWER", "REMOVE_PENDING", "REMOVED", "ENUMERATED", "NOT_PRESENT"), topics);
        assertEquals("RESOURCES_ASSIGNED", events.get(4).get(DeviceEvents.PREVIOUS_STATE));
        assertEquals("STARTED", events.get(4).get(Device.STATE));
    }

    @Test
    @DisplayName("a failed start is told once, with its problem; a disabled device as a problem without a transition")
    void shouldTellProblems() throws NtStatusException {
        observe();
        machine.plug("TOY", RefusesStartDriver::new);
        machine.awaitProblem(TOY, ProblemCode.FAILED_START);
        assertEquals("FAILED", topics.get(topics.size() - 1));
        assertEquals(10, events.get(events.size() - 1).get(Device.PROBLEM));
        machine.pnp().disable(TOY);
        assertEquals("PROBLEM", topics.get(topics.size() - 1));
        assertEquals(22, events.get(events.size() - 1).get(Device.PROBLEM));
    }

    @Test
    @DisplayName("an observer that throws keeps no device from its next state")
    void shouldSurviveAnObserverThatThrows() {
        machine.plugAndPlay().observe(change -> {
            if (change.device().instanceId().equals(TOY)) {
                throw new IllegalStateException("thrown by an observer");
            }
        });
        observe();
        machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted(TOY);
        assertEquals("STARTED", topics.get(topics.size() - 1));
    }
}
