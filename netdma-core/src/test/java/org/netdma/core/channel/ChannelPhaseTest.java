// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelPhaseTest {

    @Test
    @DisplayName("[XFR-6] [XFR-7] [PWR-1] [STO-1] the transition table is the one of the diagram")
    void shouldHaveTheTransitionsOfTheDiagram() {
        List<String> table = new ArrayList<>();
        for (ChannelPhase from : ChannelPhase.values()) {
            for (ChannelPhase.Event event : ChannelPhase.Event.values()) {
                from.next(event).ifPresent(to -> table.add(from + " " + event + " " + to));
            }
        }
        assertEquals(List.of(
                "OPEN BACKLOG FEEDING",
                "OPEN SUSPEND SUSPENDED",
                "OPEN HALT HALTED",
                "OPEN POWER_DOWN POWERED_DOWN",
                "OPEN CLOSE CLOSING",
                "OPEN REMOVE REMOVING",
                "FEEDING FED OPEN",
                "FEEDING SUSPEND SUSPENDED",
                "FEEDING HALT HALTED",
                "FEEDING POWER_DOWN POWERED_DOWN",
                "FEEDING CLOSE CLOSING",
                "FEEDING REMOVE REMOVING",
                "SUSPENDED BACKLOG FEEDING",
                "SUSPENDED RESUME OPEN",
                "SUSPENDED HALT HALTED",
                "SUSPENDED POWER_DOWN POWERED_DOWN",
                "SUSPENDED CLOSE CLOSING",
                "SUSPENDED REMOVE REMOVING",
                "POWERED_DOWN BACKLOG FEEDING",
                "POWERED_DOWN POWER_UP OPEN",
                "POWERED_DOWN POWER_UP_HALTED HALTED",
                "POWERED_DOWN CLOSE CLOSING",
                "POWERED_DOWN REMOVE REMOVING",
                "HALTED BACKLOG FEEDING",
                "HALTED REARM OPEN",
                "HALTED POWER_DOWN POWERED_DOWN",
                "HALTED CLOSE CLOSING",
                "HALTED REMOVE REMOVING",
                "CLOSING FREED CLOSED",
                "REMOVING FREED REMOVED"), table);
    }
}
