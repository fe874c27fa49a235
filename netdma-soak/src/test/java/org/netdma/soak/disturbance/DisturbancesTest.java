// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class DisturbancesTest {

    private static final int STEPS = 100;

    private final List<String> faults = new ArrayList<>();

    /** {@return what happens with a seed, when the second kind needs more or fewer numbers of its own} */
    private List<String> sequence(long seed, int numbersNeeded) {
        List<String> done = new ArrayList<>();
        Disturbances disturbances = new Disturbances(List.of(
                Disturbance.change("a", random -> done.add("a" + random.nextInt(10))),
                Disturbance.fault("b", random -> {
                    for (int i = 0; i < numbersNeeded; i++) {
                        random.nextInt();
                    }
                    return done.add("b");
                })), seed, faults::add);
        for (int i = 0; i < STEPS; i++) {
            Duration pause = disturbances.around(Duration.ofMillis(100));
            assertTrue(pause.toMillis() >= 50 && pause.toMillis() <= 150, pause::toString);
            disturbances.next();
        }
        return done;
    }

    @Test
    void shouldRepeatWithTheSameSeed() {
        assertEquals(sequence(42, 0), sequence(42, 0));
        assertNotEquals(sequence(42, 0), sequence(43, 0));
    }

    @Test
    void shouldGoOnTheSameWhateverOneOfThemMeets() {
        assertEquals(sequence(42, 0), sequence(42, 7));
    }

    @Test
    void shouldCountWhatWasDoneAndReportWhatWasNot() {
        Disturbances disturbances = new Disturbances(List.of(
                Disturbance.change("change", random -> true),
                Disturbance.change("nothing to do it to", random -> false),
                Disturbance.fault("fault", random -> true),
                Disturbance.change("refused", random -> {
                    throw new BundleException("busy");
                }),
                Disturbance.change("failed", random -> {
                    throw new IllegalStateException("broken");
                })), 42, faults::add);
        for (int i = 0; i < STEPS; i++) {
            disturbances.next();
        }
        assertEquals(List.of("change"), List.copyOf(disturbances.changes().keySet()));
        assertEquals(List.of("fault"), List.copyOf(disturbances.injected().keySet()));
        assertTrue(disturbances.refusals().get(0).matches("disturbance \\d+, refused: busy"),
                disturbances.refusals()::toString);
        assertTrue(faults.get(0).matches("disturbance \\d+, failed, failed: .*broken"), faults::toString);
        assertTrue(disturbances.changes().get("change") < STEPS);
        assertEquals(Map.of(), new Disturbances(List.of(), 42, faults::add).changes());
    }
}
