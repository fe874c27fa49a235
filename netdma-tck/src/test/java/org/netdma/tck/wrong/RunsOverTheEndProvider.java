// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.util.HashSet;
import java.util.Set;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Does one more descriptor than was counted, when there is one that it has not seen. */
@Breaks("[XFR-4] stops")
public final class RunsOverTheEndProvider extends SoundDriver {

    public RunsOverTheEndProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private final Set<Long> seen = new HashSet<>();

            @Override
            protected void advance(long descriptor, SoundDescriptor of) {
                seen.add(descriptor);
                if (left == 1 && !seen.contains(of.next())) {
                    SoundDescriptor beyond = SoundDescriptor.read(device.registration.busMemory(), of.next());
                    if (beyond != null) {
                        transfer(beyond);
                    }
                }
                super.advance(descriptor, of);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
