// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.HashMap;
import java.util.Map;
import org.netdma.benchmarks.copy.Request;
import org.netdma.benchmarks.copy.Request.Command;

/**
 * What is measured again in each round.
 *
 * @param contender id of the contender
 * @param command   what of it
 * @param size      bytes of a copy
 * @param batch     copies of a submission
 * @param more      further parameters of the request, such as the window
 */
record Cell(String contender, Command command, int size, int batch, Map<String, Long> more) {

    Cell {
        more = Map.copyOf(more);
    }

    Cell(String contender, Command command, int size, int batch) {
        this(contender, command, size, batch, Map.of());
    }

    Request toRequest(int millis) {
        Map<String, Long> parameters = new HashMap<>(more);
        parameters.put("size", (long) size);
        parameters.put("millis", (long) millis);
        switch (command) {
            case SUSTAINED, SUBMITTER -> parameters.put("batch", (long) batch);
            case IDLE -> parameters.put("millis", 10L * millis);
            case WAKE -> parameters.put("count", Math.max(10L, millis));
            case ROUNDTRIP -> { }
        }
        return new Request(command, parameters);
    }
}
