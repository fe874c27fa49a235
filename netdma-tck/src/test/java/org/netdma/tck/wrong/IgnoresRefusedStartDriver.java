// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;

/** Takes a refused ProviderStart for a success. */
@Breaks("[STA-1] START_DEVICE fails")
public final class IgnoresRefusedStartDriver extends SoundDriver {

    public IgnoresRefusedStartDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
        super.startDevice(device, parameters);
        return NtStatus.SUCCESS;
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
