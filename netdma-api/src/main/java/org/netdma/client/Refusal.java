// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

import org.netdma.NetDmaException;
import org.netdma.wdm.NtStatus;

/**
 * Why the data path refused a call. Its {@link #code()} is what the call returned: a negative number.
 */
public enum Refusal {
    /** All ring entries hold copies that are not done. Poll, then try again. */
    RING_FULL(NtStatus.INSUFFICIENT_RESOURCES, "CHN-1",
            "the ring is full: poll until copies are done, or allocate the channel with a larger ring"),
    /** The length is zero or negative. */
    INVALID_LENGTH(NtStatus.INVALID_PARAMETER, "XFR-11", "the length is not positive: copy at least 1 byte"),
    /** The length exceeds the provider's MaximumTransferSize. */
    TRANSFER_TOO_LARGE(NtStatus.INVALID_BUFFER_SIZE, "XFR-11",
            "the length exceeds the provider's MaximumTransferSize: split it, or use copy or copyAsync, which do"),
    /** Offset and length reach outside the region. */
    OUT_OF_REGION(NtStatus.ACCESS_VIOLATION, "XFR-11",
            "offset and length reach outside the region: stay between 0 and its size"),
    /** A region is closed. */
    REGION_CLOSED(NtStatus.INVALID_HANDLE, "REG-4", "the region is closed: allocate, wrap or map a new one"),
    /** A region was made by something else than this NetDMA. */
    FOREIGN_REGION(NtStatus.INVALID_HANDLE, "REG-4",
            "the region is not of this NetDMA: get regions from its PhysicalMemory service"),
    /** The destination is a read-only region. */
    READ_ONLY_DESTINATION(NtStatus.ACCESS_DENIED, "XFR-11",
            "the destination is read-only: map or wrap it writable"),
    /** A region lies beyond the provider's MaximumAddressSpace. */
    ADDRESS_BEYOND_REACH(NtStatus.INVALID_PARAMETER, "XFR-11",
            "the region lies beyond the provider's MaximumAddressSpace: use another provider"),
    /** A flag is not one that clients may set. */
    ILLEGAL_FLAGS(NtStatus.INVALID_PARAMETER, "XFR-9",
            "a flag is not one that a client may set here: see ControlFlags"),
    /** A copy failed and the channel stands still. */
    HALTED(NtStatus.IO_DEVICE_ERROR, "XFR-7", "a copy failed and the channel halted: read failure(), then reset()"),
    /** The driver refused StartDma or AppendDma. */
    PROVIDER_REFUSED(NtStatus.UNSUCCESSFUL, "XFR-1", "the driver refused the submission: see the log for its status"),
    /** The provider was stopped or removed. */
    CHANNEL_REMOVED(NtStatus.DEVICE_REMOVED, "STO-1",
            "the provider stopped and took the channel: allocate one of another provider"),
    /** The client closed the channel. */
    CHANNEL_CLOSED(NtStatus.INVALID_HANDLE, "CHN-1", "the channel is closed: allocate a new one"),
    /** The channel is suspended. */
    SUSPENDED(NtStatus.INVALID_DEVICE_STATE, "XFR-6", "the channel is suspended: resume it, then try again"),
    /** The channel is not suspended, and only a suspended one's chain can be edited. */
    NOT_SUSPENDED(NtStatus.INVALID_DEVICE_STATE, "XFR-6", "the channel is not suspended: suspend it before editing"),
    /** The provider's device is in low power. */
    PROVIDER_POWERED_DOWN(NtStatus.DEVICE_POWERED_OFF, "PWR-1",
            "the provider is powered down: wait until it is powered up, or use another one"),
    /** The two sides of a scatter-gather copy are not equally long, or empty. */
    UNEQUAL_LENGTHS(NtStatus.INVALID_PARAMETER, "XFR-12",
            "source and destination list are empty or not equally long: make their lengths the same"),
    /** The copy would write to a region what it reads from it: source and destination overlap. */
    OVERLAP(NtStatus.INVALID_PARAMETER, "XFR-10",
            "source and destination overlap: copy through another region, or in steps that do not overlap");

    private static final Refusal[] VALUES = values();

    private final NtStatus status;
    private final String rule;
    private final String message;

    Refusal(NtStatus status, String rule, String message) {
        this.status = status;
        this.rule = rule;
        this.message = message;
    }

    /** {@return what the data path answers with, -1 or less} */
    public long code() {
        return -1L - ordinal();
    }

    /** {@return the status that says the same} */
    public NtStatus status() {
        return status;
    }

    /** {@return the contract rule behind it} */
    public String rule() {
        return rule;
    }

    /** {@return what is wrong and what to do about it} */
    public String message() {
        return message;
    }

    /** {@return the same refusal, for a control call to throw} */
    public NetDmaException toException() {
        return new NetDmaException(status, rule, message);
    }

    /** {@return whether an answer of the data path is a refusal} */
    public static boolean isRefusal(long answer) {
        return answer < 0;
    }

    /**
     * {@return the refusal behind an answer of the data path}
     *
     * @param answer a negative number that the data path returned
     * @throws IllegalArgumentException for any other number
     */
    public static Refusal of(long answer) {
        if (answer >= 0 || answer < -VALUES.length) {
            throw new IllegalArgumentException(answer + " is not the code of a refusal");
        }
        return VALUES[(int) (-1L - answer)];
    }
}
