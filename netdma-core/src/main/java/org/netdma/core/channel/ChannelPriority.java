// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

/**
 * How urgent a channel is among those of its engine; 0 is normal, higher is more urgent [CHN-5].
 *
 * @param granted   by the driver, from 0 to {@code requested}
 * @param requested by the client
 */
public record ChannelPriority(int granted, int requested) {
}
