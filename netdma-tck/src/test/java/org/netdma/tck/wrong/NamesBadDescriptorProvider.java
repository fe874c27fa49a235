// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Names the bad descriptor when it halts, not the last whole one. */
@Breaks("[CPL-2] halts at a source")
public final class NamesBadDescriptorProvider extends SoundDriver {

    public NamesBadDescriptorProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void halt() {
                last = next;
                super.halt();
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
