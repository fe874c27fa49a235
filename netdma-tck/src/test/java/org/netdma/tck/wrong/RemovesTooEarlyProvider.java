// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Powers the engine down at REMOVE_DEVICE before ProviderStop has waited for its transfers. */
@Breaks("[STO-1] the engine goes on until ProviderStop returns: what is outstanding at REMOVE")
public final class RemovesTooEarlyProvider extends SoundDriver {

    public RemovesTooEarlyProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus remove(SoundDevice device, Irp irp) {
        if (device.isPowered()) {
            device.powerDown();
            device.registration.stop();
        }
        return super.remove(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
