// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundOptions;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Says that it serves a device though it could not even make a device object. */
@Breaks("[PNP-3]")
public final class IgnoresLackOfDeviceObjectsDriver extends SoundDriver {

    private boolean isWithoutObject;

    public IgnoresLackOfDeviceObjectsDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo, SoundOptions options) {
        isWithoutObject = false;
        NtStatus status = super.addDevice(driver, pdo, options);
        return isWithoutObject ? NtStatus.SUCCESS : status;
    }

    @Override
    protected void leaveStack(SoundDevice device) {
        isWithoutObject = device.fdo == null;
        super.leaveStack(device);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
