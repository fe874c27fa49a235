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
import org.netdma.wdm.NtStatusException;

/** Registers a second provider for the same PDO, and does not mind that it is refused. */
@Breaks("[REG-8]")
public final class RegistersTwiceDriver extends SoundDriver {

    public RegistersTwiceDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        NtStatus status = super.addDevice(driver, pdo);
        try {
            SoundDevice second = new SoundDevice(this, io, SoundOptions.read(driver.registryPath()));
            netDma.registerProvider(second.engine(), characteristics(second.options, pdo));
        } catch (NtStatusException refused) {
            return status;
        }
        return status;
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
