// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.resource.ResourceList;

/** Can be stopped and started again; remembers what it was assigned; may veto the stop, or fail a later start. */
public final class RestartableDriver extends ToyDriver {

    /** What it does not do. */
    public enum Refuses { NOTHING, QUERY_STOP, SECOND_START, DISCONNECT }

    private final Refuses refuses;
    private final List<ResourceList> starts = new CopyOnWriteArrayList<>();
    private volatile InterruptObject interrupt;

    public RestartableDriver(IoManager io, Refuses refuses) {
        super(io);
        this.refuses = refuses;
    }

    /** {@return what each START_DEVICE assigned} */
    public List<ResourceList> starts() {
        return starts;
    }

    /** Raises the interrupt, as its hardware would. */
    public void signal() {
        interrupt.signal();
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        ResourceList assigned = fdo.extension(Fdo.class).assigned;
        starts.add(assigned);
        if (refuses == Refuses.SECOND_START && starts.size() > 1) {
            return NtStatus.INSUFFICIENT_RESOURCES; // of its own: nobody else can make room for it
        }
        try {
            if (!assigned.interrupts().isEmpty()) {
                int vector = assigned.interrupts().get(0).vector();
                interrupt = io.connectInterrupt(fdo, assigned.interrupts().get(0), () -> {
                    note("interrupt " + vector);
                    return true;
                });
            }
            return NtStatus.SUCCESS;
        } catch (NtStatusException refused) {
            return refused.status();
        }
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        if (minor == PnpMinorFunction.QUERY_STOP_DEVICE && refuses == Refuses.QUERY_STOP) {
            return complete(irp, NtStatus.DEVICE_BUSY);
        }
        boolean ends = minor == PnpMinorFunction.STOP_DEVICE || minor == PnpMinorFunction.REMOVE_DEVICE
                || minor == PnpMinorFunction.SURPRISE_REMOVAL;
        if (ends && interrupt != null && refuses != Refuses.DISCONNECT) {
            interrupt.disconnect();
        }
        if (minor == PnpMinorFunction.STOP_DEVICE) {
            irp.setStatus(NtStatus.SUCCESS);
        }
        return super.dispatchPnp(fdo, irp, minor);
    }
}
