// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.netdma.NetDmaException;
import org.netdma.wdm.NtStatus;

/** One copy on its way: its request, its stage, and how often an engine had it. */
final class ManagedCopy {

    /** What says more of the copy than of the engine: another engine would say the same. */
    private static final Set<NtStatus> FAULT_OF_THE_COPY = Set.of(NtStatus.ACCESS_VIOLATION, NtStatus.ACCESS_DENIED,
            NtStatus.INVALID_BUFFER_SIZE, NtStatus.DATATYPE_MISALIGNMENT);
    /** What says that the channel will not do any copy any more. */
    private static final Set<NtStatus> END_OF_THE_CHANNEL = Set.of(NtStatus.DEVICE_REMOVED, NtStatus.INVALID_HANDLE,
            NtStatus.IO_TIMEOUT, NtStatus.DEVICE_NOT_READY, NtStatus.DEVICE_POWERED_OFF,
            NtStatus.DRIVER_INTERNAL_ERROR);

    private final CopyRequest request;
    private final CompletableFuture<Void> stage = new CompletableFuture<>();
    private int attempts;

    ManagedCopy(CopyRequest request) {
        this.request = request;
    }

    CopyRequest request() {
        return request;
    }

    /** {@return what the caller waits for} */
    CompletableFuture<Void> stage() {
        return stage;
    }

    /** Counts an attempt. {@return whether it is a further one} */
    boolean attempt() {
        return attempts++ > 0;
    }

    /** Forgets the attempts: other engines have come. */
    void forgetAttempts() {
        attempts = 0;
    }

    /** {@return whether another engine may do what one did not} */
    boolean mayRetry(NtStatus failure, int mostAttempts) {
        return attempts < mostAttempts && !isFaultOfTheCopy(failure);
    }

    /** {@return whether the copy would fail everywhere} */
    boolean isFaultOfTheCopy(NtStatus failure) {
        return FAULT_OF_THE_COPY.contains(failure) || request.refusal().isPresent();
    }

    /** {@return whether the channel that answered so is of no more use} */
    static boolean isEndOfTheChannel(NtStatus failure) {
        return END_OF_THE_CHANNEL.contains(failure);
    }

    /** {@return what a stage failed with, as the exception of this API} */
    static NetDmaException reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause() : failure;
        return cause instanceof NetDmaException reason ? reason
                : new NetDmaException(NtStatus.UNSUCCESSFUL, "XFR-11", "the copy failed: " + cause, cause);
    }
}
