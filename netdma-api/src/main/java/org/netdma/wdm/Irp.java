// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import java.util.Optional;
import org.netdma.wdm.driver.CancelRoutine;
import org.netdma.wdm.driver.CompletionRoutine;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An I/O request packet: travels a device stack from the top down, is completed once, and its completion routines run
 * on the way up.
 *
 * <p>It starts with {@link NtStatus#NOT_SUPPORTED} and no information. At any moment it belongs to one driver: the one
 * it was last passed to, until that driver passes it down ({@link IoManager#callDriver}) or completes it
 * ({@link IoManager#completeRequest}). After either, the driver does not touch it again, except in its completion
 * routine [PNP-8, PNP-9]. Not thread-safe; it is handed from thread to thread, never shared, except that its cancel
 * routine is set, taken back and called in an order that is the same to all threads.
 *
 * <p>Windows: IRP.
 */
@ProviderType
public interface Irp {

    /** {@return what is asked of the device object that holds the IRP now} */
    IoStackLocation currentStackLocation();

    /** {@return IoStatus.Status} */
    NtStatus status();

    /** Sets IoStatus.Status, which is final once the IRP is completed. */
    void setStatus(NtStatus status);

    /**
     * {@return IoStatus.Information, if it is there and of the type asked for}
     *
     * @param type the kind of answer expected
     */
    <T extends IrpInformation> Optional<T> information(Class<T> type);

    /** Sets IoStatus.Information. */
    void setInformation(IrpInformation information);

    /**
     * Says that the dispatch routine will return {@link NtStatus#PENDING} and the IRP be completed later, from any
     * thread [PNP-9]. Windows: IoMarkIrpPending.
     */
    void markPending();

    /**
     * Makes a pending IRP cancellable; done before it is put where other threads find it. The PnP manager cancels an
     * IRP that is not completed within its limit, and one whose device is pulled out. Windows: IoSetCancelRoutine.
     *
     * @param routine completes the IRP with {@link NtStatus#CANCELLED}
     * @return false when the IRP is cancelled already; the routine is not set then, and the caller completes the IRP
     *         with {@link NtStatus#CANCELLED} itself
     */
    boolean setCancelRoutine(CancelRoutine routine);

    /**
     * Takes the cancel routine back, which a driver does before it completes the IRP, or passes it on. Windows:
     * IoSetCancelRoutine with NULL.
     *
     * @return true when the routine was set and will not be called: the IRP is the caller's. False when it has been or
     *         is being called: that completes the IRP, and the caller leaves it alone
     */
    boolean clearCancelRoutine();

    /**
     * Gives the next lower driver a copy of this stack location, so that a completion routine can be set on this one.
     * Windows: IoCopyCurrentIrpStackLocationToNext.
     */
    void copyCurrentStackLocationToNext();

    /**
     * Lets the next lower driver use this very stack location: for a driver that forwards the IRP and wants to hear no
     * more of it. Windows: IoSkipCurrentIrpStackLocation.
     */
    void skipCurrentStackLocation();

    /**
     * Sets the routine that runs when the lower drivers have completed the IRP, whatever its status. Call it after
     * {@link #copyCurrentStackLocationToNext()} and before {@link IoManager#callDriver}. Windows:
     * IoSetCompletionRoutine with all three flags.
     */
    void setCompletionRoutine(CompletionRoutine routine);
}
