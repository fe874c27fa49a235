// SPDX-License-Identifier: Apache-2.0
package org.netdma.descriptor;

/** What the low 3 bits of a completion word say of the channel. Windows: NET_DMA_TRANSFER_STATUS. */
public enum TransferStatus {
    /** The descriptor is done, more follow. */
    ACTIVE,
    /** The descriptor is done, it was the last. */
    IDLE,
    /** The descriptor is done, then the channel was suspended. */
    SUSPEND,
    /** The channel was aborted, or failed; see {@link CompletionWord}. */
    HALTED,
    /** Nothing is completed yet; the address is not valid. */
    ARMED;

    private static final TransferStatus[] VALUES = values();

    /** {@return the value in the completion word, 0 to 4} */
    public int code() {
        return ordinal();
    }

    /** {@return the status of these 3 bits; HALTED for those that are not assigned, since such an engine is broken} */
    public static TransferStatus of(int code) {
        return code >= 0 && code < VALUES.length ? VALUES[code] : HALTED;
    }
}
