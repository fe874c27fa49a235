// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.verifier.DriverVerifier;
import org.netdma.wdm.MinorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.PowerMinorFunction;
import org.netdma.wdm.verifier.VerifierRule;

/** The eye on what drivers do with IRPs. */
final class IrpWatch {

    /** They may wait for outstanding transfers [STO-1], so that only the PnP manager's own limit holds. */
    private static final Set<PnpMinorFunction> MAY_WAIT = EnumSet.of(PnpMinorFunction.STOP_DEVICE,
            PnpMinorFunction.SURPRISE_REMOVAL, PnpMinorFunction.REMOVE_DEVICE);

    private final DriverVerifier watch;

    IrpWatch(DriverVerifier watch) {
        this.watch = watch;
    }

    NtStatus during(DeviceLayer device, IoRequestPacket irp, Supplier<NtStatus> dispatch) {
        return mayWait(irp) ? watch.running(device.driver().name(), dispatch)
                : watch.during(device.driver().name(), device.instanceId(), irp.request().toString(), dispatch);
    }

    /** Runs what a driver has set to be called for an IRP later. */
    <T> T running(DeviceLayer owner, Supplier<T> routine) {
        return watch.running(owner.driver().name(), routine);
    }

    private static boolean mayWait(IoRequestPacket irp) {
        MinorFunction minor = irp.request().minor();
        return minor == PowerMinorFunction.SET_POWER || minor instanceof PnpMinorFunction pnp && MAY_WAIT.contains(pnp);
    }

    /** Looks at an IRP whose status is final, on the thread that completes it [PNP-7]. */
    void completed(IoRequestPacket irp) {
        NtStatus status = irp.status();
        if (!irp.mayFail() && !status.isSuccess() && status != NtStatus.CANCELLED && irp.blame()) {
            report(VerifierRule.UNFAILABLE_FAILED, irp, "it completed it with " + status);
        }
    }

    /** {@return the driver that does something with an IRP on this thread; else the one that got it last} */
    Optional<String> whoTouches(IoRequestPacket irp) {
        return watch.running().or(() -> irp.lastHolder().map(device -> device.driver().name()));
    }

    /** Whoever has it completes it, and somebody did already; not when that was the sender, who gave it up. */
    void completedAgain(IoRequestPacket irp) {
        if (!irp.isAbandoned()) {
            whoTouches(irp).ifPresent(driver -> irp.lastHolder().ifPresent(device -> watch.report(
                    VerifierRule.IRP_COMPLETED_TWICE, driver, device.instanceId(), irp.request().toString(),
                    "after %s completed it".formatted(irp.completedBy()))));
        }
    }

    void neverCompleted(IoRequestPacket irp) {
        report(VerifierRule.IRP_NEVER_COMPLETED, irp, "it keeps it longer than the PnP manager waits");
    }

    void returnedLate(IoRequestPacket irp) {
        if (mayWait(irp)) { // else it was reported before
            report(VerifierRule.CALLBACK_BLOCKED, irp, "it did not return within the PnP manager's limit");
        }
    }

    private void report(VerifierRule rule, IoRequestPacket irp, String detail) {
        irp.lastHolder().ifPresent(device -> watch.report(rule, device.driver().name(), device.instanceId(),
                irp.request().toString(), detail));
    }
}
