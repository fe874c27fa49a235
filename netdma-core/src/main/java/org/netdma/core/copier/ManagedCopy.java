// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.netdma.NetDmaException;
import org.netdma.core.stage.CopyStage;
import org.netdma.wdm.NtStatus;

/**
 * One copy on its way: its request, where it is, and how often it failed; at the same time the stage that its caller has.
 *
 * <pre>
 *            give                  end
 *    HELD ──────────▶ BEGUN ─────────────────▶ ENDED
 *     │ ▲               │                        ▲
 *     │ └───────────────┘                        │
 *     │    takeAgain                             │
 *     └──────────────────────────────────────────┘
 *        end, takeBack
 * </pre>
 */
final class ManagedCopy extends CopyStage {

    /** What says more of the copy than of the engine: another engine would say the same. */
    private static final Set<NtStatus> FAULT_OF_THE_COPY = Set.of(NtStatus.ACCESS_VIOLATION, NtStatus.ACCESS_DENIED,
            NtStatus.INVALID_BUFFER_SIZE, NtStatus.DATATYPE_MISALIGNMENT, NtStatus.IN_PAGE_ERROR, NtStatus.FILE_INVALID,
            NtStatus.END_OF_FILE, NtStatus.DISK_FULL);
    /** What says that the channel will not do any copy any more. */
    private static final Set<NtStatus> END_OF_THE_CHANNEL = Set.of(NtStatus.DEVICE_REMOVED, NtStatus.INVALID_HANDLE,
            NtStatus.IO_TIMEOUT, NtStatus.DEVICE_NOT_READY, NtStatus.DEVICE_POWERED_OFF,
            NtStatus.DRIVER_INTERNAL_ERROR);

    private enum Place {
        /** It waits, for a fence, for an engine or for the CPU: nothing reads or writes its memory. */
        HELD,
        /** An engine or the CPU has it. */
        BEGUN,
        /** Its stage is completed, or about to be. */
        ENDED
    }

    private final CopyRequest request;
    private final Consumer<ManagedCopy> onTakenBack;
    private final AtomicReference<Place> place = new AtomicReference<>(Place.HELD);
    private volatile CompletionStage<Void> inLane;
    private boolean given;
    private int attempts;
    private long waitsUntil;

    /** @param onTakenBack told when its caller took it back: whoever holds it learns of it later */
    ManagedCopy(CopyRequest request, Consumer<ManagedCopy> onTakenBack) {
        this.request = request;
        this.onTakenBack = onTakenBack;
    }

    CopyRequest request() {
        return request;
    }

    /** Gives it to an engine or the CPU. {@return false when it ended: its caller took it back} */
    boolean begin() {
        return place.compareAndSet(Place.HELD, Place.BEGUN);
    }

    /** Notes where the engine has it, so that it can be taken back there until it begins. */
    void isIn(CompletionStage<Void> lane) {
        inLane = lane;
    }

    /** Takes it back from the engine, which did not do it. */
    void takeAgain() {
        inLane = null;
        place.set(Place.HELD);
    }

    /** Ends it, before its stage is completed. {@return false when it has ended: its caller took it back} */
    boolean end() {
        return place.getAndSet(Place.ENDED) != Place.ENDED;
    }

    /** Completes the stage of a copy that has ended. */
    void tell(NetDmaException failure) {
        if (failure == null) {
            succeed();
        } else {
            failWith(failure);
        }
    }

    /** Completes the stage of a copy that its caller took back from an engine's queue. */
    void tellTakenBack(CancellationException failure) {
        failWith(failure);
    }

    @Override
    protected boolean takeBack() {
        if (place.compareAndSet(Place.HELD, Place.ENDED)) {
            onTakenBack.accept(this);
            return true;
        }
        CompletionStage<Void> lane = inLane;
        return lane != null && lane.toCompletableFuture().cancel(false);
    }

    /** {@return whether an engine had it before; from now on one has} */
    boolean giveAgain() {
        boolean again = given;
        given = true;
        return again;
    }

    /** Counts an attempt that failed for this copy, not for one before it. */
    void countAttempt() {
        attempts++;
    }

    /** Forgets the attempts: other engines have come. */
    void forgetAttempts() {
        attempts = 0;
    }

    /**
     * {@return until when it waits for engines, however often it does}
     *
     * @param now      in nanoseconds
     * @param forNanos from the first time on
     */
    long waitsUntil(long now, long forNanos) {
        if (waitsUntil == 0) {
            waitsUntil = now + forNanos | 1; // not 0
        }
        return waitsUntil;
    }

    /** {@return whether engines may try again} */
    boolean mayRetry(int mostAttempts) {
        return attempts < mostAttempts;
    }

    /** {@return whether the copy would fail everywhere} */
    boolean isFaultOfTheCopy(NtStatus failure) {
        return FAULT_OF_THE_COPY.contains(failure) || request.refusal().isPresent();
    }

    /** {@return whether the channel that answered so is of no more use} */
    static boolean isEndOfTheChannel(NtStatus failure) {
        return END_OF_THE_CHANNEL.contains(failure);
    }

    /** {@return what a stage failed with} */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause() : failure;
    }

    /** {@return what a copy failed with, as the exception of this API} */
    static NetDmaException reason(Throwable cause) {
        return cause instanceof NetDmaException reason ? reason
                : new NetDmaException(NtStatus.UNSUCCESSFUL, "XFR-11", "the copy failed: " + cause, cause);
    }
}
