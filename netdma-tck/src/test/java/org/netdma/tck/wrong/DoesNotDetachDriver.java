// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Leaves its device object on the stack when the device is removed. */
@Breaks("[PNP-10] REMOVE_DEVICE leaves")
public final class DoesNotDetachDriver extends SoundDriver {

    public DoesNotDetachDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void leaveStack(SoundDevice device) {
        // stays
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
