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

/** Has enough when its devices were pulled twice. */
@Breaks("[PNP-11] a device that is pulled")
public final class RemembersSurpriseDriver extends SoundDriver {

    public RemembersSurpriseDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    private int surprises;

    @Override
    protected NtStatus surpriseRemoval(SoundDevice device, Irp irp) {
        surprises++;
        return super.surpriseRemoval(device, irp);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        return surprises >= 2 ? NtStatus.UNSUCCESSFUL : super.addDevice(driver, pdo);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
