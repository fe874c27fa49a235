// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import org.netdma.wdm.NtStatus;

/**
 * Descriptors given to an engine in one call.
 *
 * @param first  number of the first, as the {@link Ring} counts
 * @param last   number of the last
 * @param status what the driver answered
 */
public record Submission(long first, long last, NtStatus status) {
}
