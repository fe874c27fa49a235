// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Powers the engine down at STOP_DEVICE before ProviderStop has waited for its transfers. */
@Breaks("[STO-1] the engine goes on until ProviderStop returns: what is outstanding at STOP")
public final class StopsTooEarlyProvider extends SoundDriver {

    public StopsTooEarlyProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus stop(SoundDevice device, Irp irp) {
        device.powerDown();
        device.registration.stop();
        return passDown(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
