// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.netdma.provider.BusWindow;
import org.netdma.wdm.NtStatus;

/**
 * Why an engine halted a channel [MEM-10]. Clients get both parts, in
 * {@link org.netdma.client.ChannelFailure} and in the exceptions of calls and stages.
 *
 * @param status  an error that names the cause: IN_PAGE_ERROR, DISK_FULL, END_OF_FILE, IO_DEVICE_ERROR for a fault of
 *                the engine itself, ...
 * @param message a sentence without a full stop that names what failed, such as a region, a file or the engine
 */
public record HaltReason(NtStatus status, String message) {

    public HaltReason {
        Objects.requireNonNull(status);
        Objects.requireNonNull(message);
        if (status.isSuccess()) {
            throw new IllegalArgumentException(status + " is no reason to halt");
        }
    }

    /**
     * Returns the reason after an access to memory has thrown.
     *
     * @param cause   what the access or {@link org.netdma.provider.BusMemory#checkAccess()} threw: an
     *                {@code InternalError} means that a page is gone, an {@code IllegalStateException} that the scope of
     *                the memory was closed
     * @param windows of both sides of the copy; those that may vanish are named
     */
    public static HaltReason memoryFault(Throwable cause, BusWindow... windows) {
        String regions = Arrays.stream(windows).filter(HaltReason::isSuspect).map(BusWindow::toString).distinct()
                .collect(Collectors.joining(" or "));
        String memory = regions.isEmpty() ? "a region that was closed since" : regions;
        if (cause instanceof InternalError) {
            return new HaltReason(NtStatus.IN_PAGE_ERROR,
                    "the file behind %s was cut off, or its disk is full or failing".formatted(memory));
        }
        if (cause instanceof IllegalStateException) {
            return new HaltReason(NtStatus.INVALID_HANDLE,
                    "the memory behind %s was released: its arena is closed".formatted(memory));
        }
        return new HaltReason(NtStatus.DRIVER_INTERNAL_ERROR, "the engine's program failed: %s".formatted(cause));
    }

    private static boolean isSuspect(BusWindow window) {
        return window.length() > 0 && window.mayVanish();
    }
}
