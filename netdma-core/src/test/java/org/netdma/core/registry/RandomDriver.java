// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.util.Random;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.provider.spi.SuspendableChannel;
import org.netdma.wdm.NtStatus;

/** A driver that answers anything, null included, or throws; it has no engine, so that nothing ever completes. */
final class RandomDriver implements DmaProvider {

    private final Random random;
    private ChannelHandle handle;

    RandomDriver(Random random) {
        this.random = new Random(random.nextLong()); // called by other threads also
    }

    @Override
    public ChannelAllocation allocateDmaChannel(ChannelParameters parameters, ChannelHandle given) {
        handle = given;
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> throw new IllegalStateException("a driver's own mistake");
            case 2 -> new ChannelAllocation.Refused(status());
            case 3 -> new ChannelAllocation.Allocated(null, 0);
            case 4 -> new ChannelAllocation.Allocated(new Channel(), random.nextInt());
            default -> new ChannelAllocation.Allocated(new Channel(), 0);
        };
    }

    /** An interrupt with any address. */
    void interrupt() {
        if (handle != null) {
            handle.isr(random.nextLong());
            handle.interruptDpc(random.nextBoolean() ? 0 : random.nextLong());
        }
    }

    private NtStatus status() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> throw new IllegalArgumentException("a driver's own mistake");
            case 2 -> NtStatus.values()[random.nextInt(NtStatus.values().length)];
            case 3 -> throw new StackOverflowError("a driver's own mistake");
            default -> NtStatus.SUCCESS;
        };
    }

    private final class Channel implements SuspendableChannel, AbortableChannel, ResettableChannel {

        @Override
        public NtStatus startDma(long descriptor, int count) {
            return status();
        }

        @Override
        public NtStatus appendDma(long descriptor, int count) {
            return status();
        }

        @Override
        public Suspension suspendDma() {
            NtStatus status = status();
            return status == null ? null : new Suspension(status, random.nextBoolean() ? 0 : random.nextLong());
        }

        @Override
        public NtStatus resumeDma() {
            return status();
        }

        @Override
        public NtStatus abortDma() {
            return status();
        }

        @Override
        public NtStatus resetChannel() {
            return status();
        }

        @Override
        public void freeDmaChannel() {
            status();
        }
    }
}
