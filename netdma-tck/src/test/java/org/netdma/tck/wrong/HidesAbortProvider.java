// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundEngine;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Has channels that can neither be aborted nor reset, though it was declared that they can. */
@Breaks("[XFR-7] [XFR-8]")
public final class HidesAbortProvider extends SoundDriver {

    public HidesAbortProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters, ChannelHandle handle) {
        return super.allocate(engine, parameters, handle) instanceof ChannelAllocation.Allocated allocated
                ? new ChannelAllocation.Allocated(new Plain(allocated.channel()), allocated.cpu())
                : new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
    }

    private record Plain(ProviderChannel channel) implements ProviderChannel {

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
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
