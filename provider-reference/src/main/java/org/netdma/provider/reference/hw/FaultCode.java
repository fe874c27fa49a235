// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/** Why a channel halted: what CHAN_ERROR holds. The code is the ordinal. */
public enum FaultCode {
    /** No fault; a channel that halted with it was aborted. */
    NONE("no fault"),
    /** The descriptor's address is in no open window. */
    DESCRIPTOR_ADDRESS("the descriptor is outside every open region"),
    /** The descriptor's address is no multiple of 64. */
    DESCRIPTOR_ALIGNMENT("the descriptor is not 64-byte aligned"),
    /** The control flags are reserved, or not of this version. */
    CONTROL_FLAGS("the descriptor has control flags that are reserved or unknown to this version"),
    /** The transfer is larger than the maximum. */
    TRANSFER_SIZE("the transfer exceeds MaximumTransferSize [XFR-11]"),
    /** Source bytes are in no open window. */
    SOURCE_ADDRESS("the source is outside every open region, or beyond MaximumAddressSpace"),
    /** Destination bytes are in no open window. */
    DESTINATION_ADDRESS("the destination is outside every open region, or beyond MaximumAddressSpace"),
    /** The destination may not be written. */
    DESTINATION_READ_ONLY("the destination is read-only"),
    /** The second page of a page break is not page aligned. */
    PAGE_BREAK_ADDRESS("the page that a page break goes on at is not page aligned [XFR-12]"),
    /** The completion word is in no open window, or misaligned. */
    COMPLETION_ADDRESS("the completion word is outside every open region, read-only or misaligned"),
    /** A page behind the addresses is gone: a mapped file was cut off, for instance. */
    MEMORY("a page behind an address is gone, as of a mapped file that was cut off"),
    /** The memory behind the addresses was released under the copy. */
    RELEASED("the memory behind an address was released: its arena is closed"),
    /** The engine's own program failed. */
    INTERNAL("the engine failed; the log says how"),
    /** The engine does no work any more, and its device is taken out of work. */
    BROKEN("it broke, and its device is taken out of work; the log says how"),
    /** The device was torn out. */
    DETACHED("the device was removed by surprise [PNP-11]"),
    /** A test asked for it. */
    INJECTED("an injected fault");

    private static final FaultCode[] VALUES = values();

    private final String text;

    FaultCode(String text) {
        this.text = text;
    }

    /** {@return what a person reads} */
    public String text() {
        return text;
    }

    /** {@return what something thrown on the engine's thread means} */
    static FaultCode of(Throwable thrown) {
        return thrown instanceof InternalError ? MEMORY : thrown instanceof IllegalStateException ? RELEASED : INTERNAL;
    }

    static FaultCode of(long code) {
        return VALUES[(int) code];
    }
}
