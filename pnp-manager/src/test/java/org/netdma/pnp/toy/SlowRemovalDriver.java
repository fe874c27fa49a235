// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Takes long in REMOVE_DEVICE, and says meanwhile that what it waits for goes on. */
public final class SlowRemovalDriver extends ToyDriver {

    private static final long PAUSE_NANOS = 20_000_000;

    private final Duration time;
    private final boolean pends;

    /**
     * @param time  that it takes
     * @param pends whether it marks the IRP pending and completes it from another thread
     */
    public SlowRemovalDriver(IoManager io, Duration time, boolean pends) {
        super(io);
        this.time = time;
        this.pends = pends;
    }

    @Override
    protected NtStatus removeDevice(DeviceObject fdo, Irp irp) {
        if (!pends) {
            drain(fdo);
            return super.removeDevice(fdo, irp);
        }
        irp.markPending();
        new Thread(() -> {
            drain(fdo);
            super.removeDevice(fdo, irp);
        }, "slow removal").start();
        return NtStatus.PENDING;
    }

    private void drain(DeviceObject fdo) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            fdo.noteProgress();
            if (Thread.currentThread().isInterrupted()) {
                note("interrupted");
                return;
            }
        }
    }
}
