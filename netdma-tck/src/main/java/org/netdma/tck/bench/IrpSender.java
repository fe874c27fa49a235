// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpInformation.DeviceState.Flag;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.PowerMinorFunction;

/** Sends an IRP to the top of a stack, and checks what the driver made of it. */
final class IrpSender {

    private final Bench bench;

    IrpSender(Bench bench) {
        this.bench = bench;
    }

    Answer send(DeviceStack stack, IoStackLocation request, IrpInformation information) {
        BenchDeviceObject top = stack.top();
        BenchIrp irp = new BenchIrp(bench.violations(), stack, request, information);
        irp.passTo(top);
        NtStatus returned = bench.io().dispatch(top, irp);
        if (!irp.awaitCompleted(bench.threads().limit())) {
            violate("PNP-9", "%s is not completed; its dispatch routine returned %s".formatted(request, returned));
            return new Answer(NtStatus.IO_TIMEOUT, irp.finalInformation());
        }
        NtStatus status = irp.finalStatus();
        checkReturned(request, irp, returned, status);
        if (request.minor() instanceof PnpMinorFunction minor) {
            checkStatus(minor, status);
            irp.finalInformation().ifPresent(answered -> checkState(minor, answered));
        }
        if (request.minor() == PowerMinorFunction.SET_POWER && !status.isSuccess()) {
            violate("PNP-7", "%s failed with %s; it never fails".formatted(request, status));
        }
        if (request.major() != MajorFunction.DEVICE_CONTROL && status.isSuccess() && !irp.reachedBus()) {
            violate("PNP-8", "%s succeeded and was not passed down to the bus driver".formatted(request));
        }
        return new Answer(status, irp.finalInformation());
    }

    private void checkReturned(IoStackLocation request, BenchIrp irp, NtStatus returned, NtStatus status) {
        if (returned == NtStatus.PENDING && !irp.isMarkedPending()) {
            violate("PNP-9", request + " returned PENDING and was not marked pending");
        } else if (returned != NtStatus.PENDING && returned != status) {
            violate("PNP-9", "%s returned %s and was completed with %s".formatted(request, returned, status));
        }
    }

    private void checkStatus(PnpMinorFunction minor, NtStatus status) {
        if (!minor.mayFail() && !status.isSuccess()) {
            violate("PNP-7", "%s failed with %s; it never fails".formatted(minor, status));
        }
    }

    /** Nothing that the bench does breaks an engine for good, so a driver that reports a failure is wrong. */
    private void checkState(PnpMinorFunction minor, IrpInformation answered) {
        if (minor == PnpMinorFunction.QUERY_PNP_DEVICE_STATE && answered instanceof IrpInformation.DeviceState state
                && (state.flags().contains(Flag.FAILED) || state.flags().contains(Flag.DISABLED))) {
            violate("MEM-13", "%s is answered with %s: a PnP manager takes the device out of work".formatted(minor,
                    state.flags()));
        }
    }

    private void violate(String rule, String what) {
        bench.violations().add(rule, what);
    }
}
