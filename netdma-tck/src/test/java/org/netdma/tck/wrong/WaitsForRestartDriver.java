// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;

/** Leaves its device as it is when a restart fails: it will come back. */
@Breaks("[STA-3] a restart that the bus")
public final class WaitsForRestartDriver extends SoundDriver {

    public WaitsForRestartDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    private boolean waits;
    private boolean gone;

    @Override
    protected NtStatus stop(SoundDevice device, Irp irp) {
        waits = true;
        return super.stop(device, irp);
    }

    @Override
    protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
        waits = false;
        return super.startDevice(device, parameters);
    }

    @Override
    protected NtStatus surpriseRemoval(SoundDevice device, Irp irp) {
        gone = waits;
        return super.surpriseRemoval(device, irp);
    }

    @Override
    protected NtStatus remove(SoundDevice device, Irp irp) {
        return gone ? passDown(device, irp) : super.remove(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
