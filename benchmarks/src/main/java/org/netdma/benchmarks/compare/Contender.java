// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.List;
import java.util.Set;
import org.netdma.benchmarks.copy.Request.Command;

/**
 * A way to copy memory that is compared.
 *
 * @param id       in files and on the command line
 * @param label    for people
 * @param process  command line of its process
 * @param batches  sizes of a submission that make a difference to it
 * @param measured what of it is measured
 */
record Contender(String id, String label, List<String> process, List<Integer> batches, Set<Command> measured) {

    Contender {
        process = List.copyOf(process);
        batches = List.copyOf(batches);
        measured = Set.copyOf(measured);
    }

    /** {@return the label of one of its rows} */
    String label(int batch) {
        return batches.size() > 1 ? label + ", batch " + batch : label;
    }
}
