// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Uses 32 bits of addresses, though it promises more. */
@Breaks("[XFR-11] reaches")
public final class TruncatesAddressesProvider extends SoundDriver {

    public TruncatesAddressesProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                return super.transfer(of.withAddresses(of.source() & 0xFFFF_FFFFL, of.destination() & 0xFFFF_FFFFL));
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
