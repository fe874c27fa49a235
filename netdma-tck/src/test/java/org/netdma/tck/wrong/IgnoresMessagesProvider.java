// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundOptions;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;

/** Has message interrupts, and does not let the interface say where they shall go. */
@Breaks(value = "[REG-6]", on = Machine.MESSAGES)
public final class IgnoresMessagesProvider extends SoundDriver {

    public IgnoresMessagesProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        NtStatus status = super.driverEntry(driver, registryPath);
        driver.setAddDevice(this::addDeviceWithoutMessages);
        return status;
    }

    private NtStatus addDeviceWithoutMessages(DriverObject driver, DeviceObject pdo) {
        try {
            SoundOptions options = SoundOptions.read(driver.registryPath());
            return addDevice(driver, pdo, new SoundOptions(options.version(), options.channels(), false));
        } catch (NtStatusException e) {
            return e.status();
        }
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
