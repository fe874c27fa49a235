// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.pnp.device.DevnodeEvent.DEPARTED;
import static org.netdma.pnp.device.DevnodeEvent.DRIVER_LOADED;
import static org.netdma.pnp.device.DevnodeEvent.EJECTED;
import static org.netdma.pnp.device.DevnodeEvent.FDO_ATTACHED;
import static org.netdma.pnp.device.DevnodeEvent.IDENTIFIED;
import static org.netdma.pnp.device.DevnodeEvent.RELEASED;
import static org.netdma.pnp.device.DevnodeEvent.REMOVE_AGREED;
import static org.netdma.pnp.device.DevnodeEvent.REMOVE_CANCELLED;
import static org.netdma.pnp.device.DevnodeEvent.REMOVE_DONE;
import static org.netdma.pnp.device.DevnodeEvent.REPORTED;
import static org.netdma.pnp.device.DevnodeEvent.RESOURCES_ASSIGNED;
import static org.netdma.pnp.device.DevnodeEvent.START_SUCCEEDED;
import static org.netdma.pnp.device.DevnodeEvent.STEP_FAILED;
import static org.netdma.pnp.device.DevnodeEvent.STOP_AGREED;
import static org.netdma.pnp.device.DevnodeEvent.STOP_CANCELLED;
import static org.netdma.pnp.device.DevnodeEvent.STOP_DONE;
import static org.netdma.pnp.device.DevnodeEvent.SURPRISED;
import static org.netdma.pnp.device.DevnodeEvent.VANISHED;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.wdm.pnp.DeviceState;

class DevnodeStateTest {

    private static final Map<DevnodeState, Map<DevnodeEvent, DevnodeState>> LEGAL = new EnumMap<>(Map.ofEntries(
            Map.entry(DevnodeState.NOT_PRESENT, Map.of(REPORTED, DevnodeState.PRESENT)),
            Map.entry(DevnodeState.PRESENT, Map.of(IDENTIFIED, DevnodeState.ENUMERATED,
                    STEP_FAILED, DevnodeState.FAILED, DEPARTED, DevnodeState.NOT_PRESENT)),
            Map.entry(DevnodeState.ENUMERATED, Map.of(DRIVER_LOADED, DevnodeState.DRIVERS_INITIALIZED,
                    EJECTED, DevnodeState.REMOVED, STEP_FAILED, DevnodeState.FAILED,
                    DEPARTED, DevnodeState.NOT_PRESENT)),
            Map.entry(DevnodeState.DRIVERS_INITIALIZED, Map.of(FDO_ATTACHED, DevnodeState.FDO_ATTACHED,
                    STEP_FAILED, DevnodeState.FAILED, REMOVE_DONE, DevnodeState.REMOVED)),
            Map.entry(DevnodeState.FDO_ATTACHED, Map.of(RESOURCES_ASSIGNED, DevnodeState.RESOURCES_ASSIGNED,
                    STEP_FAILED, DevnodeState.FAILED, REMOVE_DONE, DevnodeState.REMOVED)),
            Map.entry(DevnodeState.RESOURCES_ASSIGNED, Map.of(START_SUCCEEDED, DevnodeState.STARTED,
                    STEP_FAILED, DevnodeState.FAILED, REMOVE_DONE, DevnodeState.REMOVED)),
            Map.entry(DevnodeState.STARTED, Map.of(STOP_AGREED, DevnodeState.STOP_PENDING,
                    REMOVE_AGREED, DevnodeState.REMOVE_PENDING, SURPRISED, DevnodeState.SURPRISE_REMOVED,
                    VANISHED, DevnodeState.SURPRISE_REMOVED,
                    STEP_FAILED, DevnodeState.FAILED)),
            Map.entry(DevnodeState.STOP_PENDING, Map.of(STOP_CANCELLED, DevnodeState.STARTED,
                    STOP_DONE, DevnodeState.STOPPED, SURPRISED, DevnodeState.SURPRISE_REMOVED,
                    VANISHED, DevnodeState.SURPRISE_REMOVED,
                    STEP_FAILED, DevnodeState.FAILED)),
            Map.entry(DevnodeState.STOPPED, Map.of(START_SUCCEEDED, DevnodeState.STARTED,
                    SURPRISED, DevnodeState.SURPRISE_REMOVED,
                    VANISHED, DevnodeState.SURPRISE_REMOVED, STEP_FAILED, DevnodeState.FAILED)),
            Map.entry(DevnodeState.REMOVE_PENDING, Map.of(REMOVE_CANCELLED, DevnodeState.STARTED,
                    REMOVE_DONE, DevnodeState.REMOVED, SURPRISED, DevnodeState.SURPRISE_REMOVED,
                    VANISHED, DevnodeState.SURPRISE_REMOVED, STEP_FAILED, DevnodeState.FAILED)),
            Map.entry(DevnodeState.SURPRISE_REMOVED, Map.of(REMOVE_DONE, DevnodeState.REMOVED,
                    STEP_FAILED, DevnodeState.FAILED)),
            Map.entry(DevnodeState.REMOVED, Map.of(RELEASED, DevnodeState.ENUMERATED,
                    DEPARTED, DevnodeState.NOT_PRESENT)),
            Map.entry(DevnodeState.FAILED, Map.of(REMOVE_DONE, DevnodeState.REMOVED,
                    RELEASED, DevnodeState.ENUMERATED, DEPARTED, DevnodeState.NOT_PRESENT))));

    @Test
    @DisplayName("section 4: every state takes the events of the diagram and refuses all others")
    void shouldTakeTheEventsOfTheDiagramOnly() {
        for (DevnodeState state : DevnodeState.values()) {
            for (DevnodeEvent event : DevnodeEvent.values()) {
                assertEquals(Optional.ofNullable(LEGAL.get(state).get(event)), state.next(event), state + " " + event);
            }
        }
    }

    @Test
    void shouldShowEachStateUnderItsPublicName() {
        for (DeviceState shown : DeviceState.values()) {
            assertEquals(shown, DevnodeState.valueOf(shown.name()).shown());
        }
        assertEquals(DeviceState.values().length, DevnodeState.values().length);
    }
}
