// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundEngine;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Has channels that can not be suspended, though it was declared that they can. */
@Breaks("[REG-3] a channel can be suspended")
public final class HidesSuspendProvider extends AbleSoundDriver {

    public HidesSuspendProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters, ChannelHandle handle) {
        return super.allocate(engine, parameters, handle) instanceof ChannelAllocation.Allocated allocated
                ? new ChannelAllocation.Allocated(new Restless((SoundChannel) allocated.channel()), allocated.cpu())
                : new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
    }

    private record Restless(SoundChannel channel) implements AbortableChannel, ResettableChannel {
        @Override
        public void freeDmaChannel() {
            channel.freeDmaChannel();
        }

        @Override
        public NtStatus startDma(long descriptor, int count) {
            return channel.startDma(descriptor, count);
        }

        @Override
        public NtStatus appendDma(long descriptor, int count) {
            return channel.appendDma(descriptor, count);
        }

        @Override
        public NtStatus abortDma() {
            return channel.abortDma();
        }

        @Override
        public NtStatus resetChannel() {
            return channel.resetChannel();
        }
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
