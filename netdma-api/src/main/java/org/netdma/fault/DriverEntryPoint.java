// SPDX-License-Identifier: Apache-2.0
package org.netdma.fault;

/** An entry point of a provider, as a fault names it; the methods are those of {@code org.netdma.provider.spi}. */
public enum DriverEntryPoint {
    /** AllocateDmaChannel. */
    ALLOCATE_DMA_CHANNEL,
    /** FreeDmaChannel; it throws after it has freed. */
    FREE_DMA_CHANNEL,
    /** StartDma. */
    START_DMA,
    /** AppendDma. */
    APPEND_DMA,
    /** SuspendDma. */
    SUSPEND_DMA,
    /** ResumeDma. */
    RESUME_DMA,
    /** AbortDma. */
    ABORT_DMA,
    /** ResetChannel. */
    RESET_CHANNEL
}
