// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Lets an IRP of one kind pend until that is cancelled. */
public final class PendsDriver extends ToyDriver {

    private final PnpMinorFunction pending;

    public PendsDriver(IoManager io, PnpMinorFunction pending) {
        super(io);
        this.pending = pending;
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        if (minor != pending) {
            return super.dispatchPnp(fdo, irp, minor);
        }
        irp.markPending();
        if (!irp.setCancelRoutine(this::cancel)) {
            note("cancelled before " + minor + " was queued");
            return complete(irp, NtStatus.CANCELLED);
        }
        return NtStatus.PENDING;
    }

    private void cancel(DeviceObject fdo, Irp irp) {
        note("cancel " + irp.currentStackLocation().minor().name() + " " + fdo.instanceId());
        complete(irp, NtStatus.CANCELLED);
    }
}
