// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;

/** Does not say SUSPEND in the completion word. */
@Breaks("[XFR-6] says SUSPEND")
public final class HidesSuspensionProvider extends AbleSoundDriver {

    public HidesSuspensionProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            @Override
            protected void reportSuspension(int flags) {
                // says nothing
            }

            @Override
            protected void report(long descriptor, int flags, TransferStatus status) {
                super.report(descriptor, suspended ? 0 : flags, status);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
