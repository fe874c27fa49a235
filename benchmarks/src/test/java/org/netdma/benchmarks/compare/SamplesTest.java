// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.benchmarks.copy.Request.Command;

class SamplesTest {

    private static final double NEAR = 90;
    private static final double FAR = 600;

    private final Samples samples = new Samples();

    private void add(String contender, int size, double nanos, double before, double after) {
        samples.add(new Sample(new Cell(contender, Command.SUSTAINED, size, 32), 1, before, after,
                Map.of("nanos", nanos * 10, "copies", 10.0, "allocatedbyall", 0.0)));
    }

    @Test
    @DisplayName("A sample is of one side only if the ping-pong before and after says so")
    void shouldClassSamples() {
        assertEquals(Side.NEAR, Side.of(NEAR, NEAR));
        assertEquals(Side.FAR, Side.of(FAR, FAR));
        assertEquals(Side.MIXED, Side.of(NEAR, FAR));
        assertEquals(Side.MIXED, Side.of(FAR, NEAR));
        assertEquals(Side.MIXED, Side.of(270, 270));
    }

    @Test
    @DisplayName("Medians are of one side only")
    void shouldCompareSamplesOfOneSideOnly() {
        add("netdma", 64, 10, NEAR, NEAR);
        add("netdma", 64, 12, NEAR, NEAR);
        add("netdma", 64, 14, NEAR, NEAR);
        add("netdma", 64, 70, FAR, FAR);
        add("netdma", 64, 1000, NEAR, FAR);
        assertEquals(12, samples.nanosPerCopy("netdma", 64, 32, Side.NEAR).getAsDouble());
        assertEquals(70, samples.nanosPerCopy("netdma", 64, 32, Side.FAR).getAsDouble());
        assertEquals(Side.NEAR, samples.mainSide());
    }

    @Test
    @DisplayName("A ratio needs samples of both on the same side")
    void shouldNotDivideAcrossSides() {
        Target target = Target.ALL.get(0);
        add("netdma", 64, 10, NEAR, NEAR);
        add("dpdk", 64, 40, FAR, FAR);
        assertTrue(target.ratio(samples, 64, Side.NEAR).isEmpty());
        add("dpdk", 64, 30, NEAR, NEAR);
        assertEquals(1.0 / 3, target.ratio(samples, 64, Side.NEAR).getAsDouble(), 1e-9);
    }

    @Test
    @DisplayName("Limits are by size")
    void shouldHaveLimitsBySize() {
        Target target = Target.ALL.get(0);
        assertEquals(OptionalDouble.of(0.5), target.limit(1024));
        assertEquals(OptionalDouble.of(0.8), target.limit(4096));
        assertEquals(OptionalDouble.of(0.8), target.limit(16384));
        assertEquals(OptionalDouble.of(1.0), target.limit(65536));
    }

    @Test
    @DisplayName("The report marks what is missed, and has a dash for what was not measured")
    void shouldReportMissedTargets() {
        add("netdma", 64, 20, NEAR, NEAR);
        add("dpdk", 64, 30, NEAR, NEAR);
        List<Contender> contenders = List.of(
                new Contender("netdma", "NetDMA", List.of(), List.of(32), Set.of(Command.SUSTAINED)));
        String report = new MarkdownReport(contenders, List.of(64, 4096), samples).write("title", List.of(), List.of());
        assertTrue(report.contains("| DPDK, batch 32 | **0.67** ≤ 0.50 | – ≤ 0.80 |"), report);
        assertTrue(report.contains("| NetDMA | 20.0 | – |"), report);
    }

    @Test
    @DisplayName("Every value of every sample is in the file for other programs")
    void shouldWriteAllSamples() {
        add("netdma", 64, 20, NEAR, FAR);
        assertTrue(CsvFile.of(samples).contains("1,netdma,sustained,64,32,90.0,600.0,mixed,nanos,200.0\n"),
                CsvFile.of(samples));
    }
}
