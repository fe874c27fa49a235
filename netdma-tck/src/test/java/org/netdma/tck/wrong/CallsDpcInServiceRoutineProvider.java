// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Calls interruptDpc in the service routine, without a DPC. */
@Breaks("[INT-3] calls interruptDpc")
public final class CallsDpcInServiceRoutineProvider extends SoundDriver {

    public CallsDpcInServiceRoutineProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void queueDpc(int cpu) {
                deferred(cpu);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
