// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is called when the engine interrupts for one of the channel's descriptors: those enqueued with
 * INTERRUPT_ON_COMPLETION [CPL-1].
 *
 * <p>Called on the DPC thread of the channel's CPU [INT-3], one call at a time for each channel; it must not wait there,
 * and must not suspend, reset, abort or close the channel. What it throws is logged.
 */
@ConsumerType
@FunctionalInterface
public interface CompletionListener {

    /**
     * The engine interrupted and everything up to a ticket is done. Interrupts that come close together may be one
     * call [INT-1].
     *
     * @param channel of the copies
     * @param ticket  the highest that is done; their bytes are visible to this thread
     */
    void completed(DmaChannel channel, long ticket);

    /**
     * The channel halted [XFR-7]: a copy failed, or the engine made no progress.
     *
     * @param channel that halted; another thread resets it
     * @param failure what failed
     */
    default void halted(DmaChannel channel, ChannelFailure failure) {
    }
}
