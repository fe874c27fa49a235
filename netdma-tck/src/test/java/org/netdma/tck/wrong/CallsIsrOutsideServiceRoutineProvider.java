// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;

/** Calls isr on its own thread, without an interrupt. */
@Breaks(value = "[INT-2] calls isr", on = Machine.LINE)
public final class CallsIsrOutsideServiceRoutineProvider extends SoundDriver {

    public CallsIsrOutsideServiceRoutineProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void interrupt(long descriptor) {
                ChannelHandle told = handle();
                if (told != null) {
                    reported = descriptor;
                    queueDpc(told.isr(descriptor));
                }
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
