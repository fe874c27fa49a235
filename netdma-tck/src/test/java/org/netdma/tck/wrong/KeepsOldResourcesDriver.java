// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.util.HashMap;
import java.util.Map;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;

/** Uses the resources of its first start at every start. */
@Breaks(value = "[STA-3] a device that is stopped to be moved", on = Machine.LINE)
public final class KeepsOldResourcesDriver extends SoundDriver {

    public KeepsOldResourcesDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    private final Map<SoundDevice, StartDevice> first = new HashMap<>();

    @Override
    protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
        return super.startDevice(device, first.computeIfAbsent(device, unknown -> parameters));
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
