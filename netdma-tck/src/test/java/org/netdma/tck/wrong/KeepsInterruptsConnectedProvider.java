// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Stops its device with the interrupts connected. */
@Breaks(value = "[INT-4] disconnects", on = Machine.LINE)
public final class KeepsInterruptsConnectedProvider extends SoundDriver {

    public KeepsInterruptsConnectedProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus stop(SoundDevice device, Irp irp) {
        device.registration.stop();
        device.engine().powerDown();
        return passDown(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
