// SPDX-License-Identifier: Apache-2.0
package org.netdma.client.managed;

/**
 * What a managed copier did so far. {@code byEngine + inline + byFallback + failed + pending} is the number of copies
 * asked for and not refused.
 *
 * @param byEngine   copies that an engine did
 * @param inline     copies below the threshold, done by the caller
 * @param byFallback copies that the CPU did because no engine could
 * @param failed     copies that ended with an exception
 * @param pending    copies that have not ended
 * @param retries    attempts beyond the first, of all copies
 * @param bytes      of all copies that ended well
 */
public record CopierStatistics(long byEngine, long inline, long byFallback, long failed, long pending, long retries,
        long bytes) {
}
