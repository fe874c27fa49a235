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

/** Takes a refused registration for a success. */
@Breaks("[REG-9]")
public final class IgnoresRefusedRegistrationDriver extends SoundDriver {

    private boolean isRefused;

    public IgnoresRefusedRegistrationDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo, SoundOptions options) {
        isRefused = false;
        NtStatus status = super.addDevice(driver, pdo, options);
        return isRefused ? NtStatus.SUCCESS : status;
    }

    @Override
    protected void leaveStack(SoundDevice device) {
        isRefused = device.lower != null && device.registration == null;
        super.leaveStack(device);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
