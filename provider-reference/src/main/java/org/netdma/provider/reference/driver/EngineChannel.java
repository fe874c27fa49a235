// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.provider.reference.hw.ChannelRegisters;
import org.netdma.provider.reference.hw.Command;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.wdm.NtStatus;

/** A channel from allocation to FreeDmaChannel: the channel context [CHN-4]. Its data path writes registers only. */
final class EngineChannel implements AbortableChannel, ResettableChannel {

    private static final System.Logger LOG = System.getLogger(EngineChannel.class.getName());

    private final ChannelRegisters registers;
    private final ChannelInterrupt interrupt;
    private final Duration commandLimit;
    private final Runnable giveBack;
    /** Whether StartDma came since allocation, abort or reset [XFR-1]. */
    private volatile boolean started;

    /**
     * @param registers    of the channel
     * @param interrupt    of the channel, listened to by the interface
     * @param commandLimit how long the engine may take to obey an abort or a reset
     * @param giveBack     frees the hardware for another client
     */
    EngineChannel(ChannelRegisters registers, ChannelInterrupt interrupt, Duration commandLimit, Runnable giveBack) {
        this.registers = registers;
        this.interrupt = interrupt;
        this.commandLimit = commandLimit;
        this.giveBack = giveBack;
    }

    @Override
    public NtStatus startDma(long descriptor, int count) {
        if (descriptor == 0 || !DescriptorLayout.isAligned(descriptor) || count < 1) {
            return NtStatus.UNSUCCESSFUL;
        }
        started = true;
        return registers.startDma(descriptor, count) ? NtStatus.SUCCESS : NtStatus.UNSUCCESSFUL;
    }

    @Override
    public NtStatus appendDma(long descriptor, int count) {
        if (!started || count < 1) {
            return NtStatus.UNSUCCESSFUL;
        }
        registers.appendDma(count); // the engine knows the descriptor: the last one's link names it [XFR-3, XFR-4]
        return NtStatus.SUCCESS;
    }

    @Override
    public NtStatus abortDma() {
        return command(Command.ABORT);
    }

    @Override
    public NtStatus resetChannel() {
        return command(Command.RESET);
    }

    private NtStatus command(Command command) {
        started = false;
        if (registers.command(command, commandLimit)) {
            return NtStatus.SUCCESS;
        }
        LOG.log(Level.ERROR, "channel {0} does not obey {1} within {2} ms: its engine hangs", registers.channel(),
                command, commandLimit.toMillis());
        return NtStatus.IO_TIMEOUT;
    }

    @Override
    public void freeDmaChannel() {
        interrupt.ignore();
        if (resetChannel().isSuccess()) {
            registers.disable();
            giveBack.run();
        } else {
            // Another client must not inherit a channel that may still write to this one's memory.
            LOG.log(Level.ERROR, "channel {0} is lost until its device is restarted", registers.channel());
        }
    }
}
