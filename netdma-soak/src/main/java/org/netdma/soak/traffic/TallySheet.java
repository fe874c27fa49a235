// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.traffic;

import java.util.List;

/**
 * What came of the copies.
 *
 * @param verified     ended well, every byte checked
 * @param bytes        of those
 * @param failedLoudly copies of channels that ended with an exception, as their engine was taken away
 * @param faults       copies that were lost, corrupted, or wrote what they should not: each with its seed; at most
 *                     {@value Tally#FAULTS_KEPT} of them
 */
public record TallySheet(long verified, long bytes, long failedLoudly, List<String> faults) {

    public TallySheet {
        faults = List.copyOf(faults);
    }
}
