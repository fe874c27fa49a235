// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.driver;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.osgi.annotation.versioning.ConsumerType;

/** Runs when the lower drivers have completed an IRP. Windows: IO_COMPLETION_ROUTINE. */
@ConsumerType
@FunctionalInterface
public interface CompletionRoutine {

    /**
     * Called on the thread that completed the IRP, which may be any.
     *
     * @param device the device object of the driver that set the routine
     * @param irp    with the status of the lower drivers
     * @return SUCCESS to let the completion go on upwards, MORE_PROCESSING_REQUIRED to keep the IRP and complete it
     *         again later
     */
    NtStatus completed(DeviceObject device, Irp irp);
}
