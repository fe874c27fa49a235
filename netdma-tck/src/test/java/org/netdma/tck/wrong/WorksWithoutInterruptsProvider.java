// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** Starts its device whether or not its interrupts can be connected. */
@Breaks(value = "[INT-4] START_DEVICE fails", on = Machine.MESSAGES)
public final class WorksWithoutInterruptsProvider extends SoundDriver {

    public WorksWithoutInterruptsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
        try {
            device.powerUp(parameters.assigned());
        } catch (NtStatusException withoutInterrupts) {
            device.engine().powerUp();
        }
        return device.registration.start(attributes(device.options));
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
