// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.provider.reference.driver.DeviceLife.NOT_STARTED;
import static org.netdma.provider.reference.driver.DeviceLife.REMOVED;
import static org.netdma.provider.reference.driver.DeviceLife.REMOVE_PENDING;
import static org.netdma.provider.reference.driver.DeviceLife.STARTED;
import static org.netdma.provider.reference.driver.DeviceLife.STOP_PENDING;
import static org.netdma.provider.reference.driver.DeviceLife.SURPRISE_REMOVED;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.wdm.PnpMinorFunction;

@DisplayName("the life of a device")
class DeviceLifeTest {

    /**
     * What becomes of NOT_STARTED, STARTED, STOP_PENDING, REMOVE_PENDING, SURPRISE_REMOVED, REMOVED; null is illegal.
     */
    private static void assertNext(PnpMinorFunction request, DeviceLife... expected) {
        for (DeviceLife life : DeviceLife.values()) {
            assertEquals(Optional.ofNullable(expected[life.ordinal()]), life.next(request), request + " in " + life);
        }
    }

    @Test
    @DisplayName("[STA-3] start and stop alternate")
    void shouldStartAndStop() {
        assertNext(PnpMinorFunction.START_DEVICE, STARTED, null, null, null, null, null);
        assertNext(PnpMinorFunction.QUERY_STOP_DEVICE, NOT_STARTED, STOP_PENDING, null, null, null, null);
        assertNext(PnpMinorFunction.STOP_DEVICE, NOT_STARTED, NOT_STARTED, NOT_STARTED, REMOVE_PENDING,
                SURPRISE_REMOVED, REMOVED);
        assertNext(PnpMinorFunction.CANCEL_STOP_DEVICE, NOT_STARTED, STARTED, STARTED, REMOVE_PENDING, SURPRISE_REMOVED,
                REMOVED);
    }

    @Test
    @DisplayName("[PNP-10] [PNP-11] it is removed from any state, after a surprise or without")
    void shouldBeRemoved() {
        assertNext(PnpMinorFunction.QUERY_REMOVE_DEVICE, NOT_STARTED, REMOVE_PENDING, null, null, null, null);
        assertNext(PnpMinorFunction.CANCEL_REMOVE_DEVICE, NOT_STARTED, STARTED, STOP_PENDING, STARTED, SURPRISE_REMOVED,
                REMOVED);
        assertNext(PnpMinorFunction.SURPRISE_REMOVAL, SURPRISE_REMOVED, SURPRISE_REMOVED, SURPRISE_REMOVED,
                SURPRISE_REMOVED, SURPRISE_REMOVED, null);
        assertNext(PnpMinorFunction.REMOVE_DEVICE, REMOVED, REMOVED, REMOVED, REMOVED, REMOVED, REMOVED);
    }

    @Test
    @DisplayName("questions change nothing, and a removed device answers none")
    void shouldAnswerQuestions() {
        for (PnpMinorFunction question : List.of(PnpMinorFunction.QUERY_CAPABILITIES, PnpMinorFunction.QUERY_ID,
                PnpMinorFunction.QUERY_PNP_DEVICE_STATE, PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS)) {
            assertNext(question, NOT_STARTED, STARTED, STOP_PENDING, REMOVE_PENDING, SURPRISE_REMOVED, null);
        }
    }
}
