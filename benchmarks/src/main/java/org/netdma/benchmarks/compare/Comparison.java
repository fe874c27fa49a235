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
    /**
     * Rounds until all processes are started anew: where a process has its memory, and what its compiler made of it, is
     * drawn by lot when it starts, and stays.
     */
    static final int ROUNDS_OF_A_PROCESS = 2;

    private final List<Contender> contenders;
    private final Path logs;
    private final Samples samples = new Samples();
    private final PingPong pingPong = new PingPong();
    private final IntFunction<List<Cell>> schedule;
    private final Progress progress;
    private final int millis;
    private double lastPingPong;

    /**
     * Makes a comparison, nothing started.
     *
     * @param contenders to compare
     * @param schedule   the cells of each round, 0 for the warm-up
     * @param millis     of a sample
     * @param logs       folder for what the contenders say on standard error
     */
    Comparison(List<Contender> contenders, IntFunction<List<Cell>> schedule, int millis, Path logs,
            Progress progress) throws IOException {
        this.schedule = schedule;
        this.millis = millis;
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> processes.values().forEach(ContenderProcess::kill)));
        this.contenders = contenders;
        this.logs = logs;
        Files.createDirectories(logs);
    }

    /** Starts the processes of all contenders, and warms them up. */
    private void start() throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            progress.say("starting " + contender.label());
            File errors = logs.resolve(contender.id() + ".log").toFile();
            processes.put(contender.id(), new ContenderProcess(contender.id(), contender.process(), errors));
        }
        lastPingPong = pingPong.measure();
        for (Cell cell : schedule.apply(0)) {
            take(cell, 0);
        }
    }

    Samples run(int rounds) throws IOException, InterruptedException {
        progress.begin(schedule, rounds);
        for (int round = 1; round <= rounds; round++) {
            if ((round - 1) % ROUNDS_OF_A_PROCESS == 0) {
                close();
                start();
            }
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
        processes.clear();
    }
}
