// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.BusMemory;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Reads the data of a descriptor ahead, whether the one before it is a fence or not. */
@Breaks("[XFR-10] with SERIALIZE")
public final class IgnoresFencesProvider extends SoundDriver {

    public IgnoresFencesProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private SoundDescriptor ahead;
            private byte[] data;

            @Override
            protected boolean transfer(SoundDescriptor of) {
                BusMemory memory = device.registration.busMemory();
                byte[] read = of.equals(ahead) ? data : null;
                ahead = left > 1 ? SoundDescriptor.read(memory, of.next()) : null;
                data = ahead == null ? null : ahead.readSource(memory);
                return super.transfer(of) && (read == null || of.writeDestination(memory, read));
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
