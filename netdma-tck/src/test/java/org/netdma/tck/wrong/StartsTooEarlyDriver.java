// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** Opens the provider to clients before the engine works. */
@Breaks("[STA-1] is ready")
public final class StartsTooEarlyDriver extends SoundDriver {

    public StartsTooEarlyDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
        NtStatus status = device.registration.start(attributes(device.options));
        try {
            device.powerUp(parameters.assigned());
        } catch (NtStatusException e) {
            return e.status();
        }
        return status;
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
