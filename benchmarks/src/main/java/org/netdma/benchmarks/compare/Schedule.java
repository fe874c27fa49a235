// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import org.netdma.benchmarks.copy.Request.Command;

/** In which order things are measured: contenders of one size next to each other, each round begun by another one. */
final class Schedule {

    /** Idle behaviour does not depend on the size, and takes long: it is measured in the first rounds only. */
    private static final int IDLE_ROUNDS = 3;
    private static final int IDLE_SIZE = 64;

    private final List<Contender> contenders;
    private final List<Integer> sizes;

    Schedule(List<Contender> contenders, List<Integer> sizes) {
        this.contenders = List.copyOf(contenders);
        this.sizes = List.copyOf(sizes);
    }

    /** {@return the cells of a round, 0 for the warm-up} */
    List<Cell> round(int round) {
        List<Cell> cells = new ArrayList<>();
        for (Command command : List.of(Command.SUSTAINED, Command.ROUNDTRIP, Command.SUBMITTER)) {
            for (int size : sizes) {
                addAll(cells, round, command, size);
            }
        }
        if (round <= IDLE_ROUNDS) {
            addAll(cells, round, Command.WAKE, IDLE_SIZE);
            addAll(cells, round, Command.IDLE, IDLE_SIZE);
        }
        return cells;
    }

    private void addAll(List<Cell> cells, int round, Command command, int size) {
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get((i + round) % contenders.size());
            if (!contender.measured().contains(command)) {
                continue;
            }
            for (int batch : usesBatches(command) ? contender.batches() : List.of(1)) {
                cells.add(new Cell(contender.id(), command, size, batch));
            }
        }
    }

    private static boolean usesBatches(Command command) {
        return command == Command.SUSTAINED || command == Command.SUBMITTER;
    }
}
