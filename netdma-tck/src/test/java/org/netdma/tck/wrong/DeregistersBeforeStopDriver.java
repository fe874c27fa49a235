// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Deregisters before it stops; does it right after that was refused. */
@Breaks("[STO-2]")
public final class DeregistersBeforeStopDriver extends SoundDriver {

    public DeregistersBeforeStopDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus remove(SoundDevice device, Irp irp) {
        if (device.isPowered()) {
            device.registration.deregister();
        }
        return super.remove(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
