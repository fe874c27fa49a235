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
import org.netdma.wdm.RegistryPath;

/** Has places for a few devices, and gets those back only of devices that were pulled out. */
@Breaks("[PNP-10] a device that is removed with copies under way")
public final class KeepsPlaceOfRemovedDeviceDriver extends SoundDriver {

    private int places;

    public KeepsPlaceOfRemovedDeviceDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        places = 6;
        return super.driverEntry(driver, registryPath);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        if (places == 0) {
            return NtStatus.INSUFFICIENT_RESOURCES;
        }
        NtStatus status = super.addDevice(driver, pdo);
        places -= status.isSuccess() ? 1 : 0;
        return status;
    }

    @Override
    protected NtStatus surpriseRemoval(SoundDevice device, Irp irp) {
        places++;
        return super.surpriseRemoval(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
