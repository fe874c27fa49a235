// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.BusWindow;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Remembers where memory was, and does not ask whether it is there still. */
@Breaks("[CPL-2] halts at a region that was closed")
public final class RemembersClosedRegionsProvider extends SoundDriver {

    public RemembersClosedRegionsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private BusWindow remembered;

            @Override
            protected boolean transfer(SoundDescriptor of) {
                BusWindow now = device.registration.busMemory().window(of.source());
                boolean isGone = now.length() == 0 && remembered != null && of.source() >= remembered.start()
                        && of.source() + of.size() <= remembered.start() + remembered.length();
                remembered = now.length() > 0 ? now : remembered;
                return isGone || super.transfer(of);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
