// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Goes on as if its device were still there. */
@Breaks("[PNP-11] what is outstanding")
public final class IgnoresSurpriseRemovalDriver extends SoundDriver {

    public IgnoresSurpriseRemovalDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus surpriseRemoval(SoundDevice device, Irp irp) {
        return passDown(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
