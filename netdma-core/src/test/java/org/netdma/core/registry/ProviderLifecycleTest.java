// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProviderLifecycleTest {

    @Test
    @DisplayName("the transition table is the one of the diagram")
    void shouldHaveTheTransitionsOfTheDiagram() {
        List<String> table = new ArrayList<>();
        for (ProviderLifecycle from : ProviderLifecycle.values()) {
            for (ProviderLifecycle.Event event : ProviderLifecycle.Event.values()) {
                from.next(event).ifPresent(to -> table.add(from + " " + event + " " + to));
            }
        }
        assertEquals(List.of(
                "REGISTERED START STARTED",
                "REGISTERED DEREGISTER DEREGISTERED",
                "STARTED POWER_DOWN POWERING_DOWN",
                "STARTED STOP STOPPING",
                "POWERING_DOWN POWERED_DOWN POWERED_DOWN",
                "POWERED_DOWN POWER_UP STARTED",
                "POWERED_DOWN STOP STOPPING",
                "STOPPING STOPPED REGISTERED"), table);
    }
}
