// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import org.netdma.wdm.driver.AddDevice;
import org.netdma.wdm.driver.Dispatch;
import org.netdma.wdm.driver.Unload;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A loaded driver. Its setters are called by the driver, in DriverEntry only, on the PnP thread [PNP-1].
 *
 * <p>Windows: DRIVER_OBJECT.
 */
@ProviderType
public interface DriverObject {

    /** {@return the driver's name, as its {@code @PnpDriver} annotation gives it} */
    String name();

    /** {@return the driver's parameters} */
    RegistryPath registryPath();

    /** Sets the routine that attaches an FDO to a new device. Mandatory [PNP-1]. */
    void setAddDevice(AddDevice routine);

    /** Sets the routine called after the last device is gone. Mandatory [PNP-1]. */
    void setUnload(Unload routine);

    /**
     * Sets the routine for one major function. A major function without a routine is completed with
     * {@link NtStatus#INVALID_DEVICE_REQUEST}, except POWER and SYSTEM_CONTROL, which are passed down.
     */
    void setDispatch(MajorFunction major, Dispatch routine);
}
