// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.driver;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.osgi.annotation.versioning.ConsumerType;

/** Handles the IRPs of one major function. Windows: DRIVER_DISPATCH. */
@ConsumerType
@FunctionalInterface
public interface Dispatch {

    /**
     * Called with an IRP for one of the driver's device objects. PnP and power IRPs of one device come on the PnP
     * thread, never two at once [PNP-4]. The driver passes the IRP down, or completes it; it passes down each PnP IRP
     * that it did not fail [PNP-8].
     *
     * @param device the driver's own device object
     * @param irp    the driver's until it passes it on or completes it
     * @return the status the IRP was completed with, what the lower driver returned, or PENDING after
     *         {@link Irp#markPending()}
     */
    NtStatus dispatch(DeviceObject device, Irp irp);
}
