// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.driver;

import org.netdma.wdm.DriverObject;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A driver, published as an OSGi service by the bundle that carries the {@link PnpDriver} annotation on the same class.
 * Windows: DRIVER_INITIALIZE.
 */
@ConsumerType
@FunctionalInterface
public interface Driver {

    /**
     * Called once each time the driver is loaded, on the PnP thread. Sets AddDevice, Unload and the dispatch routines
     * [PNP-1]. A failing status, or an exception, unloads the driver: none of its routines is called, and each device
     * it would have served gets problem 37 [PNP-2].
     *
     * @param driver       the driver object to fill in
     * @param registryPath the driver's parameters
     * @return SUCCESS, or why the driver can not run. Windows: DriverEntry
     */
    NtStatus driverEntry(DriverObject driver, RegistryPath registryPath);
}
