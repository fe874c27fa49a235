// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netdma.memory.MemoryUsage;

class ResidueTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Residue BEFORE = new Residue(Map.of("netdma-cpu-n", 2L), Map.of("Driver", 1L),
            new MemoryUsage(1, 100));

    private static Residue with(Map<String, Long> threads, Map<String, Long> services, int regions) {
        return new Residue(threads, services, new MemoryUsage(regions, 0));
    }

    @Test
    void shouldFindWhatIsInExcess() {
        Residue after = with(Map.of("netdma-cpu-n", 3L, "netdma-copier-x", 1L), Map.of("Driver", 2L), 2);
        assertEquals(List.of("regions: 1 before, 2 now", "service Driver: 1 before, 2 now",
                "thread netdma-copier-x: 0 before, 1 now", "thread netdma-cpu-n: 2 before, 3 now"),
                BEFORE.excess(() -> after, Duration.ZERO).stream().sorted().toList());
    }

    @Test
    void shouldFindNothingWhereThingsWent() {
        assertEquals(List.of(), BEFORE.excess(() -> with(Map.of(), Map.of(), 0), Duration.ZERO));
        assertEquals(List.of(), BEFORE.excess(() -> BEFORE, Duration.ZERO));
    }

    @Test
    void shouldWaitForWhatTakesItsTimeToGo() {
        Deque<Residue> states = new ArrayDeque<>(List.of(with(Map.of(), Map.of("Driver", 2L), 1),
                with(Map.of(), Map.of("Driver", 2L), 1), BEFORE));
        assertEquals(List.of(), BEFORE.excess(states::remove, LIMIT));
        assertEquals(0, states.size());
    }
}
