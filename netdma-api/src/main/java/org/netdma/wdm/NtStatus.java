// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

/**
 * A status, with the number Windows gives it. What crosses between the interface, the PnP manager and a driver returns
 * one of these; none may be ignored.
 */
public enum NtStatus {
    /** Done. */
    SUCCESS(0x00000000),
    /** Accepted; the IRP will be completed later, from any thread [PNP-9]. */
    PENDING(0x00000103),
    /** An address is not aligned as the rule asks. */
    DATATYPE_MISALIGNMENT(0x80000002),
    /** The device is in a low-power state. */
    DEVICE_POWERED_OFF(0x8000000F),
    /** The device or channel is busy. */
    DEVICE_BUSY(0x80000011),
    /** Failed, for no reason that another status names. */
    UNSUCCESSFUL(0xC0000001),
    /** The requested operation is not implemented. */
    NOT_IMPLEMENTED(0xC0000002),
    /** The address belongs to no live region, or reaches beyond the end of one. */
    ACCESS_VIOLATION(0xC0000005),
    /** A page is gone that an access needs: its file was cut off, its disk is full or failing. */
    IN_PAGE_ERROR(0xC0000006),
    /** The handle is stale, foreign, or was never issued [REG-4]. */
    INVALID_HANDLE(0xC0000008),
    /** A value is out of its range. */
    INVALID_PARAMETER(0xC000000D),
    /** No such device. */
    NO_SUCH_DEVICE(0xC000000E),
    /** The device does not take this request, or not now. */
    INVALID_DEVICE_REQUEST(0xC0000010),
    /** A read reaches beyond the end of the file. */
    END_OF_FILE(0xC0000011),
    /** From a completion routine: the driver keeps the IRP and completes it again later. */
    MORE_PROCESSING_REQUIRED(0xC0000016),
    /** The requested address range is in use by another device. */
    CONFLICTING_ADDRESSES(0xC0000018),
    /** The caller may not do this. */
    ACCESS_DENIED(0xC0000022),
    /** Something of that name or for that device exists already. */
    OBJECT_NAME_COLLISION(0xC0000035),
    /** The object is being deleted. */
    DELETE_PENDING(0xC0000056),
    /** The version is unknown, or newer than the interface's. */
    REVISION_MISMATCH(0xC0000059),
    /** The disk or the quota is full. */
    DISK_FULL(0xC000007F),
    /** The file was changed from outside and is no longer what was opened. */
    FILE_INVALID(0xC0000098),
    /** Not enough memory, channels, vectors or ring entries. STATUS_RESOURCES of the NetDMA contract. */
    INSUFFICIENT_RESOURCES(0xC000009A),
    /** The device is not started. */
    DEVICE_NOT_READY(0xC00000A3),
    /** The device did not answer within the limit. */
    IO_TIMEOUT(0xC00000B5),
    /** What an IRP starts with: nobody has handled it. */
    NOT_SUPPORTED(0xC00000BB),
    /** A size is out of the range that the provider or the interface supports. */
    INVALID_BUFFER_SIZE(0xC0000206),
    /** The request was cancelled or never attempted; no byte was moved. */
    CANCELLED(0xC0000120),
    /** The driver threw, or broke its own invariants. */
    DRIVER_INTERNAL_ERROR(0xC0000183),
    /** The call is not allowed in the device's present state. */
    INVALID_DEVICE_STATE(0xC0000184),
    /** The hardware reported an error. */
    IO_DEVICE_ERROR(0xC0000185),
    /** No element of that name or number. */
    NOT_FOUND(0xC0000225),
    /** The device is gone. */
    DEVICE_REMOVED(0xC00002B6);

    private final int code;

    NtStatus(int code) {
        this.code = code;
    }

    /** {@return the 32-bit NTSTATUS value} */
    public int code() {
        return code;
    }

    /** {@return whether this is a success or informational status. Windows: NT_SUCCESS} */
    public boolean isSuccess() {
        return code >= 0;
    }

    /** {@return name and number, such as {@code STATUS_UNSUCCESSFUL (0xC0000001)}} */
    @Override
    public String toString() {
        return "STATUS_%s (0x%08X)".formatted(name(), code);
    }
}
