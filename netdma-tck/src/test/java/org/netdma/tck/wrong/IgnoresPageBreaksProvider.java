// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Goes on in the neighbouring page where a page break says otherwise. */
@Breaks("[XFR-12]")
public final class IgnoresPageBreaksProvider extends SoundDriver {

    public IgnoresPageBreaksProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                return super.transfer(of.withFlags(
                        of.flags() & ~(ControlFlags.SOURCE_PAGE_BREAK | ControlFlags.DESTINATION_PAGE_BREAK)));
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
