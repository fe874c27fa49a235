// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.Optional;
import org.netdma.wdm.PnpMinorFunction;

/**
 * Where a device is between AddDevice and REMOVE_DEVICE, as its driver sees it.
 *
 * <pre>
 *                   START                QUERY_STOP
 *    NOT_STARTED -----------> STARTED ---------------> STOP_PENDING
 *         ^                   |  ^  ^ ---CANCEL_STOP---     |
 *         +------ STOP -------+  |                          |
 *         +------ STOP ----------|--------------------------+
 *                                +-- CANCEL_REMOVE --- REMOVE_PENDING <--- QUERY_REMOVE --- STARTED
 *
 *    any but REMOVED -- SURPRISE_REMOVAL --> SURPRISE_REMOVED        any -- REMOVE --> REMOVED
 * </pre>
 *
 * A request that asks nothing of the driver in a state leaves it there.
 */
enum DeviceLife {
    NOT_STARTED, STARTED, STOP_PENDING, REMOVE_PENDING, SURPRISE_REMOVED, REMOVED;

    /** {@return the state after this request; empty when it is illegal in this one} */
    Optional<DeviceLife> next(PnpMinorFunction request) {
        return Optional.ofNullable(switch (request) {
            case START_DEVICE -> this == NOT_STARTED ? STARTED : null;
            case QUERY_STOP_DEVICE -> whenStarted(STOP_PENDING);
            case CANCEL_STOP_DEVICE -> this == STOP_PENDING ? STARTED : this;
            case STOP_DEVICE -> this == STARTED || this == STOP_PENDING ? NOT_STARTED : this;
            case QUERY_REMOVE_DEVICE -> whenStarted(REMOVE_PENDING);
            case CANCEL_REMOVE_DEVICE -> this == REMOVE_PENDING ? STARTED : this;
            case SURPRISE_REMOVAL -> this == REMOVED ? null : SURPRISE_REMOVED;
            case REMOVE_DEVICE -> REMOVED;
            case QUERY_DEVICE_RELATIONS, QUERY_CAPABILITIES, QUERY_RESOURCE_REQUIREMENTS, QUERY_DEVICE_TEXT,
                    FILTER_RESOURCE_REQUIREMENTS, QUERY_ID, QUERY_PNP_DEVICE_STATE -> this == REMOVED ? null : this;
        });
    }

    private DeviceLife whenStarted(DeviceLife pending) {
        return switch (this) {
            case STARTED -> pending;
            case NOT_STARTED -> NOT_STARTED;
            case STOP_PENDING, REMOVE_PENDING, SURPRISE_REMOVED, REMOVED -> null;
        };
    }
}
