// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PowerMinorFunction;
import org.netdma.wdm.RegistryPath;

/** Powers down before the drivers below, and up after them [PWR-1, PWR-2]; may refuse one of the requests. */
public final class PoweredDriver extends ToyDriver {

    /** Which request it refuses. */
    public enum Refuses { NOTHING, QUERY, DOWN, UP }

    private volatile Refuses refuses;

    public PoweredDriver(IoManager io, Refuses refuses) {
        super(io);
        this.refuses = refuses;
    }

    /** Changes what it refuses from now on. */
    public void refuse(Refuses now) {
        refuses = now;
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        driver.setDispatch(MajorFunction.POWER, this::power);
        return super.driverEntry(driver, registryPath);
    }

    private NtStatus power(DeviceObject fdo, Irp irp) {
        DevicePowerState state = ((IrpParameters.Power) irp.currentStackLocation().parameters()).state();
        PowerMinorFunction minor = (PowerMinorFunction) irp.currentStackLocation().minor();
        Refuses asked = minor == PowerMinorFunction.QUERY_POWER ? Refuses.QUERY
                : state == DevicePowerState.D3 ? Refuses.DOWN : Refuses.UP;
        if (asked == Refuses.UP) {
            io.forwardIrpSynchronously(lower(fdo), irp);
        }
        note(minor + " " + state + " " + fdo.instanceId());
        if (refuses == asked) {
            return complete(irp, NtStatus.DEVICE_BUSY);
        }
        return asked == Refuses.UP ? complete(irp, NtStatus.SUCCESS) : io.forwardIrp(lower(fdo), irp);
    }
}
