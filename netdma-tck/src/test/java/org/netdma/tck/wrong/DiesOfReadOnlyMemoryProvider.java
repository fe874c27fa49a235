// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import java.nio.ReadOnlyBufferException;
import org.netdma.provider.BusWindow;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Does not ask whether memory may be written, and dies of trying. */
@Breaks("[CPL-2] halts at a destination that may")
public final class DiesOfReadOnlyMemoryProvider extends SoundDriver {

    public DiesOfReadOnlyMemoryProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                BusWindow window = device.registration.busMemory().window(of.destination());
                if (window.length() > 0 && !window.isWritable()) {
                    throw new ReadOnlyBufferException();
                }
                return super.transfer(of);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
