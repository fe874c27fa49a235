// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import java.util.Objects;

/**
 * One device object's view of an IRP: what is asked of it. Windows: IO_STACK_LOCATION.
 *
 * @param major      which dispatch entry
 * @param minor      which request of that entry
 * @param parameters the request's parameters
 */
public record IoStackLocation(MajorFunction major, MinorFunction minor, IrpParameters parameters) {

    public IoStackLocation {
        Objects.requireNonNull(major);
        Objects.requireNonNull(minor);
        Objects.requireNonNull(parameters);
    }

    /** {@return a location of a PnP request} */
    public static IoStackLocation pnp(PnpMinorFunction minor, IrpParameters parameters) {
        return new IoStackLocation(MajorFunction.PNP, minor, parameters);
    }

    /** {@return a location of a PnP request without parameters} */
    public static IoStackLocation pnp(PnpMinorFunction minor) {
        return pnp(minor, IrpParameters.None.NONE);
    }

    /** {@return a location of a power request} */
    public static IoStackLocation power(PowerMinorFunction minor, DevicePowerState state) {
        return new IoStackLocation(MajorFunction.POWER, minor, new IrpParameters.Power(state));
    }

    /** {@return name of major and minor function, such as {@code PNP/START_DEVICE}} */
    @Override
    public String toString() {
        return minor == MinorFunction.None.NONE ? major.name() : major + "/" + minor.name();
    }
}
