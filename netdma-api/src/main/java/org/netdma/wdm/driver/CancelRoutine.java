// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.driver;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.Irp;
import org.osgi.annotation.versioning.ConsumerType;

/** Ends a pending IRP that nobody waits for any more. Windows: DRIVER_CANCEL. */
@ConsumerType
@FunctionalInterface
public interface CancelRoutine {

    /**
     * Called at most once for an IRP, on the PnP thread, while other routines of the driver may be running. The IRP is
     * this routine's alone: it takes it out of the driver's queue and completes it with
     * {@link org.netdma.wdm.NtStatus#CANCELLED}, at once or soon after [PNP-9].
     *
     * @param device the driver's own device object
     * @param irp    whose cancel routine this was; it is so no more
     */
    void cancel(DeviceObject device, Irp irp);
}
