// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.util.ArrayList;
import java.util.List;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;

/** Stops all its devices when one of them is removed. */
@Breaks("[PNP-10] the removal of one")
public final class StopsOtherDevicesDriver extends SoundDriver {

    public StopsOtherDevicesDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    private final List<SoundDevice> all = new ArrayList<>();

    @Override
    protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
        all.add(device);
        return super.startDevice(device, parameters);
    }

    @Override
    protected NtStatus remove(SoundDevice device, Irp irp) {
        all.forEach(this::stopDevice);
        all.clear();
        return super.remove(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
