// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeferredProcedureCall;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation.Requirements;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.InterruptResource;
import org.netdma.wdm.resource.ResourceRequirementsList;

/**
 * Asks for its messages on CPU 1, connects the first one at the start, answers it with a DPC, and leaves both behind
 * when it is removed [INT-2, INT-4, PNP-10].
 */
public final class InterruptedDriver extends ToyDriver {

    private final boolean confusing;
    private volatile InterruptObject interrupt;
    private volatile DeferredProcedureCall call;

    public InterruptedDriver(IoManager io) {
        this(io, false);
    }

    /** @param confusing whether it takes the PDO for its own device object */
    public InterruptedDriver(IoManager io, boolean confusing) {
        super(io);
        this.confusing = confusing;
    }

    /** Raises the interrupt, as its hardware would. */
    public void signal() {
        interrupt.signal();
    }

    /** Queues the DPC, as its service routine does. */
    public boolean queue() {
        return call.queue(1);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        if (minor == PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS) {
            irp.information(Requirements.class).ifPresent(all -> irp.setInformation(new Requirements(
                    new ResourceRequirementsList(all.list().requirements().stream().map(each ->
                            each instanceof InterruptRequirement message ? message.targeting(1) : each).toList()))));
            irp.setStatus(NtStatus.SUCCESS);
        }
        return super.dispatchPnp(fdo, irp, minor);
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        InterruptResource message = fdo.extension(Fdo.class).assigned.interrupts().get(0);
        DeviceObject own = confusing ? lower(fdo) : fdo;
        call = io.createDpc(own, cpu -> note("DPC on CPU " + cpu));
        try {
            interrupt = io.connectInterrupt(own, message, () -> call.queue(Long.numberOfTrailingZeros(
                    message.targetProcessors())));
            return NtStatus.SUCCESS;
        } catch (NtStatusException refused) {
            return refused.status();
        }
    }
}
