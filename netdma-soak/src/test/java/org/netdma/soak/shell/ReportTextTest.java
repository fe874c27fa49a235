// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netdma.soak.SoakPlan;
import org.netdma.soak.SoakReport;
import org.netdma.soak.traffic.TallySheet;

class ReportTextTest {

    static final SoakPlan PLAN = new SoakPlan(Duration.ofSeconds(1), 42, 4, 4096, Duration.ofMillis(100));

    /** {@return a report with these copies that were lost, and nothing left over} */
    static SoakReport report(String... faults) {
        return new SoakReport(PLAN, new TallySheet(1_234_567, 89, 3, List.of(faults)),
                Map.of("update", 5L, "restart", 1L), Map.of("hang", 2L),
                List.of("disturbance 3, update: \"busy\""), 6, 7, 8, List.of());
    }

    @Test
    void shouldShowPeopleEverything() {
        assertEquals("""
                Seed                       42
                Copies verified            1 234 567
                Bytes                      89
                Changes                    6
                  restart                  1
                  update                   5
                Faults injected            2
                  hang                     2
                Engine removals            6
                Copies tried again         7
                Copies by the CPU          8
                Ended with engine          3
                Refused by the framework   1
                  disturbance 3, update: "busy"
                Lost or corrupted          1
                  a copy is lost
                Left over                  0
                """, ReportText.table(report("a copy is lost")));
    }

    @Test
    void shouldShowScriptsEverything() {
        assertEquals("{\"seed\":42,\"clean\":false,\"verified\":1234567,\"bytes\":89,\"disturbances\":{\"restart\":1,"
                + "\"update\":5},\"injected\":{\"hang\":2},\"removals\":6,\"retries\":7,\"fallbacks\":8,"
                + "\"failedLoudly\":3,\"refusals\":[\"disturbance 3, update: \\\"busy\\\"\"],"
                + "\"faults\":[\"a copy\\nis lost\"],\"leaks\":[]}\n", ReportText.json(report("a copy\nis lost")));
    }

    @Test
    void shouldBeCleanWithoutFaultsAndLeaks() {
        assertTrue(report().isClean());
        assertFalse(report("x").isClean());
    }
}
