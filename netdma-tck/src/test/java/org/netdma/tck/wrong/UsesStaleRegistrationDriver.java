// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Stops a provider that it has deregistered. */
@Breaks("[REG-4]")
public final class UsesStaleRegistrationDriver extends SoundDriver {

    public UsesStaleRegistrationDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void leaveStack(SoundDevice device) {
        if (device.registration != null) {
            device.registration.stop();
        }
        super.leaveStack(device);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
