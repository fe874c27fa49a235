// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.driver;

import org.netdma.wdm.DriverObject;
import org.osgi.annotation.versioning.ConsumerType;

/** Undoes DriverEntry. Windows: DRIVER_UNLOAD. */
@ConsumerType
@FunctionalInterface
public interface Unload {

    /**
     * Called once, on the PnP thread, after the driver's last device is removed [PNP-12]. Nothing of the driver is
     * called after it.
     *
     * @param driver the driver object that DriverEntry filled in
     */
    void unload(DriverObject driver);
}
