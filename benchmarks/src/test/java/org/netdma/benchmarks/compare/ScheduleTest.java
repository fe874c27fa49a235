// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.benchmarks.copy.Request.Command;

class ScheduleTest {

    private final Schedule schedule = new Schedule(List.of(
            new Contender("one", "One", List.of(), List.of(1, 32), EnumSet.allOf(Command.class)),
            new Contender("other", "Other", List.of(), List.of(1), Set.of(Command.SUSTAINED))), List.of(64, 4096));

    @Test
    @DisplayName("Each round measures the same, and another contender begins")
    void shouldRotateContenders() {
        assertEquals(new HashSet<>(schedule.round(1)), new HashSet<>(schedule.round(2)));
        assertNotEquals(schedule.round(1).get(0).contender(), schedule.round(2).get(0).contender());
    }

    @Test
    @DisplayName("Contenders of one size are next to each other")
    void shouldKeepOneSizeTogether() {
        List<Cell> first = schedule.round(2).subList(0, 3);
        assertEquals(Set.of(64), new HashSet<>(first.stream().map(Cell::size).toList()));
        assertEquals(Set.of("one", "other"), new HashSet<>(first.stream().map(Cell::contender).toList()));
    }
}
