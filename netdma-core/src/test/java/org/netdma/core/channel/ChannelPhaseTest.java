// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelPhaseTest {

    @Test
    @DisplayName("the transition table is the one of the diagram")
    void shouldHaveTheTransitionsOfTheDiagram() {
        List<String> table = new ArrayList<>();
        for (ChannelPhase from : ChannelPhase.values()) {
            for (ChannelPhase.Event event : ChannelPhase.Event.values()) {
                from.next(event).ifPresent(to -> table.add(from + " " + event + " " + to));
            }
        }
        assertEquals(List.of(
                "OPEN BACKLOG FEEDING",
                "OPEN HALT HALTED",
                "OPEN CLOSE CLOSING",
                "OPEN REMOVE REMOVING",
                "FEEDING FED OPEN",
                "FEEDING HALT HALTED",
                "FEEDING CLOSE CLOSING",
                "FEEDING REMOVE REMOVING",
                "HALTED BACKLOG FEEDING",
                "HALTED REARM OPEN",
                "HALTED CLOSE CLOSING",
                "HALTED REMOVE REMOVING",
                "CLOSING FREED CLOSED",
                "REMOVING FREED REMOVED"), table);
    }
}
