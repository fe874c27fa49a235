// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import java.util.Objects;
import java.util.Optional;

import org.netdma.pnp.object.DeviceLayer;
import org.netdma.wdm.driver.CancelRoutine;

/**
 * Whether an IRP is cancelled, and the routine that ends it then. Guarded by the monitor of its IRP: whoever takes the
 * routine out of here, the driver to put it away or the I/O manager to call it, decides who completes the IRP [PNP-9].
 */
final class Cancellation {

    /** A cancel routine to be called, and whose it is. */
    record Call(CancelRoutine routine, DeviceLayer owner) {
    }

    private Call call;
    private boolean cancelled;

    /** Sets the routine; false when it is too late for that. */
    boolean set(CancelRoutine routine, DeviceLayer owner) {
        Objects.requireNonNull(routine);
        if (!cancelled) {
            call = new Call(routine, owner);
        }
        return !cancelled;
    }

    /** Takes the routine away; false when there is none, or no more. */
    boolean clear() {
        boolean was = call != null;
        call = null;
        return was;
    }

    /** Cancels: no routine is set from now on. {@return the routine to be called, if one is set} */
    Optional<Call> cancel() {
        cancelled = true;
        Optional<Call> taken = Optional.ofNullable(call);
        call = null;
        return taken;
    }
}
