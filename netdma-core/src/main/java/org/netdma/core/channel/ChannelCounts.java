// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

/**
 * Descriptors of a channel so far.
 *
 * @param submitted to the driver
 * @param completed of them, done
 * @param failed    of them, failed or not attempted
 */
record ChannelCounts(long submitted, long completed, long failed) {
}
