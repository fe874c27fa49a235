// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Does the next descriptor as it was before the suspension. */
@Breaks("[XFR-6] what is not processed")
public final class KeepsDescriptorWhileSuspendedProvider extends AbleSoundDriver {

    public KeepsDescriptorWhileSuspendedProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            private SoundDescriptor kept;

            @Override
            public synchronized Suspension suspendDma() {
                Suspension suspension = super.suspendDma();
                kept = left > 0 ? SoundDescriptor.read(device.registration.busMemory(), next) : null;
                return suspension;
            }

            @Override
            public synchronized NtStatus resumeDma() {
                kept = last != 0 && rereadLink() != next ? null : kept;
                return super.resumeDma();
            }

            @Override
            protected void forget() {
                kept = null;
                super.forget();
            }

            @Override
            protected boolean transfer(SoundDescriptor descriptor) {
                SoundDescriptor read = kept == null ? descriptor : kept;
                kept = null;
                return super.transfer(read);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
