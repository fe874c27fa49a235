// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.driver;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.NtStatus;
import org.osgi.annotation.versioning.ConsumerType;

/** Attaches a driver to a device. Windows: DRIVER_ADD_DEVICE. */
@ConsumerType
@FunctionalInterface
public interface AddDevice {

    /**
     * Called once for each device, on the PnP thread. Makes the FDO, attaches it, and registers the DMA provider
     * [REG-1]. No hardware is touched yet. On a failing status, or an exception, what was attached is removed and the
     * device gets problem 31; other devices of the driver go on [PNP-3].
     *
     * @param driver         the calling driver's object
     * @param physicalDevice the PDO at the bottom of the stack
     * @return SUCCESS, or why the driver can not serve this device
     */
    NtStatus addDevice(DriverObject driver, DeviceObject physicalDevice);
}
