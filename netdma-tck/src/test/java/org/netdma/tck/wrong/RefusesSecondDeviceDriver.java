// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Serves one engine only. */
@Breaks("[REG-1] serves two devices")
public final class RefusesSecondDeviceDriver extends SoundDriver {

    private boolean isServing;

    public RefusesSecondDeviceDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        if (isServing) {
            return NtStatus.DEVICE_BUSY;
        }
        NtStatus status = super.addDevice(driver, pdo);
        isServing = status.isSuccess();
        return status;
    }

    @Override
    protected NtStatus remove(SoundDevice device, Irp irp) {
        isServing = false;
        return super.remove(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
