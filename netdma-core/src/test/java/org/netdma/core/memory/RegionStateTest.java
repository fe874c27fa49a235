// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegionStateTest {

    @Test
    @DisplayName("the transition table is the one of the diagram")
    void shouldHaveTheTransitionsOfTheDiagram() {
        List<String> table = new ArrayList<>();
        for (RegionState from : RegionState.values()) {
            for (RegionState.Event event : RegionState.Event.values()) {
                from.next(event).ifPresent(to -> table.add(from + " " + event + " " + to));
            }
        }
        assertEquals(List.of(
                "OPEN CLOSE CLOSING",
                "CLOSING BUSY OPEN",
                "CLOSING DRAINED CLOSED"), table);
    }
}
