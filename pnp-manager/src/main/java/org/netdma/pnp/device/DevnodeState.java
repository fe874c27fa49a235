// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

import java.util.Optional;

import org.netdma.wdm.pnp.DeviceState;

/**
 * The life of a devnode. {@link #next} is the whole transition table.
 *
 * <pre>
 *  NOT_PRESENT --reported--> PRESENT --identified--> ENUMERATED <--released-- REMOVED, FAILED
 *       ^                                                |
 *       | departed: from PRESENT, ENUMERATED,            | driver loaded
 *       | REMOVED, FAILED                                v
 *                                               DRIVERS_INITIALIZED
 *                                                        | FDO attached
 *                                                        v
 *                                                  FDO_ATTACHED
 *                                                        | resources assigned
 *                                                        v
 *                                               RESOURCES_ASSIGNED
 *                                                        | start succeeded
 *                   stop agreed                          v        remove agreed
 *     STOP_PENDING <-------------------------------- STARTED --------------------> REMOVE_PENDING
 *      |      | -----------stop cancelled---------->  ^  |  <--remove cancelled-------     |
 *      | stop done                                    |  | surprised, vanished (also from  |
 *      v                                              |  | either pending state, STOPPED)  | remove done
 *     STOPPED ---------------start succeeded----------+  v                                 v
 *                                            SURPRISE_REMOVED ------remove done-------> REMOVED
 *
 *  step failed: from every state between PRESENT and STOPPED, REMOVE_PENDING and SURPRISE_REMOVED, to FAILED
 *  ejected: from ENUMERATED to REMOVED
 *  remove done: also from DRIVERS_INITIALIZED, FDO_ATTACHED, RESOURCES_ASSIGNED and FAILED, to REMOVED
 * </pre>
 */
public enum DevnodeState {
    NOT_PRESENT, PRESENT, ENUMERATED, DRIVERS_INITIALIZED, FDO_ATTACHED, RESOURCES_ASSIGNED, STARTED, STOP_PENDING,
    STOPPED, REMOVE_PENDING, SURPRISE_REMOVED, REMOVED, FAILED;

    /** {@return the state after the event; empty when the event is illegal in this state} */
    public Optional<DevnodeState> next(DevnodeEvent event) {
        return Optional.ofNullable(switch (this) {
            case NOT_PRESENT -> event == DevnodeEvent.REPORTED ? PRESENT : null;
            case PRESENT -> switch (event) {
                case IDENTIFIED -> ENUMERATED;
                case STEP_FAILED -> FAILED;
                case DEPARTED -> NOT_PRESENT;
                default -> null;
            };
            case ENUMERATED -> switch (event) {
                case DRIVER_LOADED -> DRIVERS_INITIALIZED;
                case EJECTED -> REMOVED;
                case STEP_FAILED -> FAILED;
                case DEPARTED -> NOT_PRESENT;
                default -> null;
            };
            case DRIVERS_INITIALIZED -> beforeStart(event, DevnodeEvent.FDO_ATTACHED, FDO_ATTACHED);
            case FDO_ATTACHED -> beforeStart(event, DevnodeEvent.RESOURCES_ASSIGNED, RESOURCES_ASSIGNED);
            case RESOURCES_ASSIGNED -> beforeStart(event, DevnodeEvent.START_SUCCEEDED, STARTED);
            case STARTED -> switch (event) {
                case STOP_AGREED -> STOP_PENDING;
                case REMOVE_AGREED -> REMOVE_PENDING;
                case SURPRISED, VANISHED -> SURPRISE_REMOVED;
                case STEP_FAILED -> FAILED;
                default -> null;
            };
            case STOP_PENDING -> switch (event) {
                case STOP_CANCELLED -> STARTED;
                case STOP_DONE -> STOPPED;
                case SURPRISED, VANISHED -> SURPRISE_REMOVED;
                case STEP_FAILED -> FAILED;
                default -> null;
            };
            case STOPPED -> switch (event) {
                case START_SUCCEEDED -> STARTED;
                case SURPRISED, VANISHED -> SURPRISE_REMOVED;
                case STEP_FAILED -> FAILED;
                default -> null;
            };
            case REMOVE_PENDING -> switch (event) {
                case REMOVE_CANCELLED -> STARTED;
                case REMOVE_DONE -> REMOVED;
                case SURPRISED, VANISHED -> SURPRISE_REMOVED;
                case STEP_FAILED -> FAILED;
                default -> null;
            };
            case SURPRISE_REMOVED -> switch (event) {
                case REMOVE_DONE -> REMOVED;
                case STEP_FAILED -> FAILED;
                default -> null;
            };
            case REMOVED -> afterLife(event, null);
            case FAILED -> afterLife(event, REMOVED);
        });
    }

    private static DevnodeState beforeStart(DevnodeEvent event, DevnodeEvent forward, DevnodeState then) {
        if (event == forward) {
            return then;
        }
        return switch (event) {
            case REMOVE_DONE -> REMOVED;
            case STEP_FAILED -> FAILED;
            default -> null;
        };
    }

    private static DevnodeState afterLife(DevnodeEvent event, DevnodeState removed) {
        return switch (event) {
            case REMOVE_DONE -> removed;
            case RELEASED -> ENUMERATED;
            case DEPARTED -> NOT_PRESENT;
            default -> null;
        };
    }

    /** {@return the state as people and tools see it} */
    public DeviceState shown() {
        return DeviceState.valueOf(name());
    }

    /** {@return whether a device stays in it; the others lie on the way, and something is under way to leave them} */
    public boolean isResting() {
        return switch (this) {
            case NOT_PRESENT, ENUMERATED, STARTED, REMOVED, FAILED -> true;
            case PRESENT, DRIVERS_INITIALIZED, FDO_ATTACHED, RESOURCES_ASSIGNED, STOP_PENDING, STOPPED, REMOVE_PENDING,
                    SURPRISE_REMOVED -> false;
        };
    }

    /** {@return whether the device works, or did until it was asked to pause} */
    public boolean isOperating() {
        return this == STARTED || this == STOP_PENDING || this == STOPPED || this == REMOVE_PENDING;
    }
}
