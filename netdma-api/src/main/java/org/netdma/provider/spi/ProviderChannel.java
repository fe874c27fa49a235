// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

import java.util.Optional;
import org.netdma.wdm.NtStatus;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One channel of an engine: the channel context [CHN-4]. StartDma and AppendDma of one channel are never called at the
 * same time as each other; they are on the data path and must neither wait nor allocate.
 *
 * <p>The memory effects of the submitting thread before the call are visible to the engine once the driver has told it
 * of the descriptors with release semantics, and the engine has read that with acquire semantics.
 */
@ConsumerType
public interface ProviderChannel {

    /**
     * Gives the channel back. Nothing is outstanding; nothing of this channel is called afterwards [STO-3]. Windows:
     * ProviderFreeDmaChannel
     */
    void freeDmaChannel();

    /**
     * Submits the first chain after allocation, abort, reset or halt [XFR-1], or replaces what a busy channel has not
     * begun [XFR-2].
     *
     * @param descriptor physical address of the first descriptor, a multiple of 64
     * @param count      how many descriptors, 1 or more; 2.0 engines stop after them [XFR-4], 1.x engines follow the
     *                   links [XFR-5]
     * @return SUCCESS, INSUFFICIENT_RESOURCES or UNSUCCESSFUL; then nothing was submitted. Windows: ProviderStartDma
     */
    NtStatus startDma(long descriptor, int count);

    /**
     * Submits more descriptors, linked to the last one submitted [XFR-3, XFR-4].
     *
     * @param descriptor physical address of the first new descriptor
     * @param count      how many descriptors, 1 or more
     * @return SUCCESS, or UNSUCCESSFUL; then nothing was submitted. Windows: ProviderAppendDma
     */
    NtStatus appendDma(long descriptor, int count);

    /**
     * {@return why the channel halted last [MEM-10]; empty for a driver that knows no more than that it did}. Called
     * after the interface has read HALTED from the completion word, on any thread, and before the next StartDma, abort or
     * reset. The reason is there before the engine writes the completion word with release semantics. Does not wait.
     * A channel that halted because it was aborted or reset has no reason.
     */
    default Optional<HaltReason> haltReason() {
        return Optional.empty();
    }
}
