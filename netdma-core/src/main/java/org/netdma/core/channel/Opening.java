// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.OptionalInt;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.wdm.NtStatus;

/**
 * How a channel is opened: StartDma, which begins with what the interface itself has to tell the engine [XFR-1]. That
 * is a context change for an engine with direct cache access, whenever it was armed [DCA-2], and a null transfer before
 * it when the engine lost what it knew of the channel [PWR-2, PWR-3]. A context change comes at resume too. For whoever
 * has the submitter's role.
 */
final class Opening {

    private final DescriptorRing ring;
    private final DriverChannel driver;
    private final OptionalInt dcaTarget;
    private final ResetWatch watch;
    private final OwnTickets own = new OwnTickets();
    private boolean contextLost;

    /**
     * @param dcaTarget APIC id of the channel's CPU; empty for an engine without direct cache access [DCA-1]
     * @param watch     on what the engine touches after a reset
     */
    Opening(DescriptorRing ring, DriverChannel driver, OptionalInt dcaTarget, ResetWatch watch) {
        this.ring = ring;
        this.driver = driver;
        this.dcaTarget = dcaTarget;
        this.watch = watch;
    }

    /** {@return the watch on what the engine touches after a reset} */
    ResetWatch watch() {
        return watch;
    }

    /** Notes that the engine lost what it knew of the channel, which is armed before the next submission. */
    void contextLost() {
        contextLost = true;
    }

    /** {@return whether the engine is to be told something before the client's first copy} */
    private boolean isDue() {
        return contextLost || dcaTarget.isPresent();
    }

    /** Tells the engine at once, if there is something to tell. {@return the driver's answer} */
    NtStatus submit() {
        if (!isDue()) {
            return NtStatus.SUCCESS;
        }
        watch.beforeStart();
        long first = ring.openAlone(contextLost, dcaTarget);
        return settle(driver.startDma(first, ring.preambleCount()));
    }

    /**
     * Submits the first chain of a client, behind what the engine is to be told.
     *
     * @param first address of the client's first descriptor
     * @param count of the client's descriptors
     * @return the driver's answer
     */
    NtStatus start(long first, int count) {
        watch.beforeStart();
        if (!isDue()) {
            return settle(driver.startDma(first, count));
        }
        long before = ring.openBefore(first, contextLost, dcaTarget);
        return settle(driver.startDma(before, ring.preambleCount() + count));
    }

    /**
     * Puts a context change before all that a suspended channel has not processed; what is enqueued is submitted with
     * it. Not when there is no room, since there are enough of them then; nor when a region of what is enqueued is
     * closed, which the next submission finds out. Inside the gate, under the lock.
     */
    void insertContextChange() {
        if (dcaTarget.isPresent() && ring.isStarted() && ring.hasRoomForOwn() && ring.windows().areOpen()) {
            long before = ring.tail();
            ring.editor().insertContextChange(dcaTarget.getAsInt());
            for (long ticket = before + 1; ticket <= ring.tail(); ticket++) {
                own.add(ticket, ring.observe());
            }
        }
    }

    /** {@return the tickets that the interface used itself} */
    OwnTickets own() {
        return own;
    }

    private NtStatus settle(NtStatus status) {
        if (status == NtStatus.SUCCESS) {
            ring.started();
            contextLost = false;
        } else {
            ring.closeOpening();
        }
        return status;
    }
}
