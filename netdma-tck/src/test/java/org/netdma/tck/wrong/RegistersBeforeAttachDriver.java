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

/** Registers the provider, refused, before its FDO is on the stack; then again after it. */
@Breaks("[REG-1] AddDevice puts")
public final class RegistersBeforeAttachDriver extends SoundDriver {

    public RegistersBeforeAttachDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        try {
            SoundDevice nowhere = new SoundDevice(this, io, SoundOptions.read(driver.registryPath()));
            netDma.registerProvider(nowhere.engine(), characteristics(nowhere.options, pdo));
        } catch (NtStatusException refused) {
            return super.addDevice(driver, pdo);
        }
        return NtStatus.UNSUCCESSFUL;
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
