// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** One run: starts the contenders, warms them up, takes the samples round by round, in turn. */
final class Comparison implements AutoCloseable {

    /** A cell with fewer samples of the side compared is measured again, in as many rounds once more. */
    private static final int ENOUGH = 3;

    private final Map<String, ContenderProcess> processes = new LinkedHashMap<>();
    private final Samples samples = new Samples();
    private final PingPong pingPong = new PingPong();
    private final IntFunction<List<Cell>> schedule;
    private final Progress progress;
    private final int millis;
    private double lastPingPong;

    /**
     * Starts the processes of all contenders.
     *
     * @param schedule the cells of each round, 0 for the warm-up
     * @param millis   of a sample
     * @param logs      folder for what the contenders say on standard error
     */
    Comparison(List<Contender> contenders, IntFunction<List<Cell>> schedule, int millis, Path logs,
            Progress progress) throws IOException {
        this.schedule = schedule;
        this.millis = millis;
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> processes.values().forEach(ContenderProcess::kill)));
        Files.createDirectories(logs);
        for (Contender contender : contenders) {
            progress.say("starting " + contender.label());
            File errors = logs.resolve(contender.id() + ".log").toFile();
            processes.put(contender.id(), new ContenderProcess(contender.id(), contender.process(), errors));
        }
    }

    Samples run(int rounds) throws IOException, InterruptedException {
        progress.begin(schedule, rounds);
        lastPingPong = pingPong.measure();
        for (Cell cell : schedule.apply(0)) {
            take(cell, 0);
        }
        for (int round = 1; round <= rounds; round++) {
            for (Cell cell : schedule.apply(round)) {
                samples.add(take(cell, round));
            }
        }
        for (int round = rounds + 1; round <= 2 * rounds; round++) {
            for (Cell cell : lacking(rounds)) {
                samples.add(take(cell, round));
            }
        }
        progress.end();
        return samples;
    }

    private List<Cell> lacking(int rounds) {
        Side side = samples.mainSide();
        return schedule.apply(1).stream()
                .filter(cell -> samples.count(cell, side) < Math.min(ENOUGH, rounds)).toList();
    }

    private Sample take(Cell cell, int round) throws IOException, InterruptedException {
        double before = lastPingPong;
        Map<String, Double> values = processes.get(cell.contender()).ask(cell.toRequest(millis));
        lastPingPong = pingPong.measure();
        Sample sample = new Sample(cell, round, before, lastPingPong, values);
        progress.took(sample);
        return sample;
    }

    @Override
    public void close() {
        processes.values().forEach(ContenderProcess::close);
    }
}
