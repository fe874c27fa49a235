// SPDX-License-Identifier: Apache-2.0
package org.netdma.descriptor;

/**
 * The 64-bit word through which an engine reports: the physical address of the descriptor it processed most recently,
 * and a {@link TransferStatus} in the low 3 bits. All descriptors before that one in the chain are done too [CPL-2].
 *
 * <p>The engine writes the word with release semantics after the data ({@code DescriptorLayout.LONG.setRelease}); the
 * interface reads it with acquire semantics.
 *
 * <p>With {@link TransferStatus#HALTED} the address is that of the last descriptor whose transfer is whole; the one
 * after it failed, or was cut short by an abort. The address is 0 when none was whole since StartDma.
 */
public final class CompletionWord {

    /** The bits of the status. */
    public static final long STATUS_MASK = 0x7;

    /** The bits of a word that are neither address nor assigned. */
    private static final long ADDRESS_MASK = -DescriptorLayout.SIZE;

    /** The word of a channel that has not completed anything. */
    public static final long ARMED = TransferStatus.ARMED.code();

    private CompletionWord() {
    }

    /**
     * {@return the word}
     *
     * @param descriptor its physical address, a multiple of 64
     * @param status     of the channel
     */
    public static long of(long descriptor, TransferStatus status) {
        return descriptor | status.code();
    }

    /** {@return the physical address of the most recently processed descriptor} */
    public static long address(long word) {
        return word & ADDRESS_MASK;
    }

    /** {@return the status of the channel} */
    public static TransferStatus status(long word) {
        return TransferStatus.of((int) (word & STATUS_MASK));
    }

    /** {@return whether the channel stands still because of an error or an abort} */
    public static boolean isHalted(long word) {
        return (word & STATUS_MASK) == TransferStatus.HALTED.ordinal();
    }
}
