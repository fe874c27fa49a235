// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.provider.reference.hw.ChannelRegisters;
import org.netdma.provider.reference.hw.Command;
import org.netdma.provider.spi.SuspendableChannel.Suspension;
import org.netdma.wdm.NtStatus;

/**
 * A channel from allocation to FreeDmaChannel; the interface sees it as an {@link OfferedChannel}. Its data path writes
 * registers only.
 */
final class EngineChannel {

    private static final System.Logger LOG = System.getLogger(EngineChannel.class.getName());

    private final ChannelRegisters registers;
    private final ChannelInterrupt interrupt;
    private final long completionAddress;
    private final Duration commandLimit;
    private final Runnable giveBack;
    /** Whether StartDma came since allocation, abort, reset or loss of power [XFR-1]. */
    private volatile boolean started;

    /**
     * @param registers         of the channel
     * @param interrupt         of the channel, listened to by the interface
     * @param completionAddress where the engine reports
     * @param commandLimit      how long the engine may take to obey a command
     * @param giveBack          frees the hardware for another client
     */
    EngineChannel(ChannelRegisters registers, ChannelInterrupt interrupt, long completionAddress,
            Duration commandLimit, Runnable giveBack) {
        this.registers = registers;
        this.interrupt = interrupt;
        this.completionAddress = completionAddress;
        this.commandLimit = commandLimit;
        this.giveBack = giveBack;
        registers.enable(completionAddress);
    }

    /** StartDma. */
    NtStatus start(long descriptor, int count) {
        if (descriptor == 0 || !DescriptorLayout.isAligned(descriptor) || count < 1 || !registers.isPowered()) {
            return NtStatus.UNSUCCESSFUL;
        }
        started = true;
        return registers.startDma(descriptor, count) ? NtStatus.SUCCESS : NtStatus.UNSUCCESSFUL;
    }

    /** AppendDma. The engine knows the descriptor: the last one's link names it [XFR-3, XFR-4]. */
    NtStatus append(int count) {
        if (!started || count < 1) {
            return NtStatus.UNSUCCESSFUL;
        }
        registers.appendDma(count);
        return NtStatus.SUCCESS;
    }

    /** SuspendDma. A channel that was halted meanwhile has nothing to resume. */
    Suspension suspend() {
        if (!registers.commandInTurn(Command.SUSPEND, Command.RESUME, commandLimit)) {
            return new Suspension(disobeyed(Command.SUSPEND), 0);
        }
        long status = registers.status();
        return CompletionWord.isHalted(status) ? new Suspension(NtStatus.INVALID_DEVICE_STATE, 0)
                : new Suspension(NtStatus.SUCCESS, CompletionWord.address(status));
    }

    /** ResumeDma. */
    NtStatus resume() {
        return registers.commandInTurn(Command.RESUME, Command.RESUME, commandLimit)
                ? NtStatus.SUCCESS : disobeyed(Command.RESUME);
    }

    /** AbortDma. */
    NtStatus abort() {
        return stopAtOnce(Command.ABORT);
    }

    /** ResetChannel. */
    NtStatus reset() {
        return stopAtOnce(Command.RESET);
    }

    private NtStatus stopAtOnce(Command command) {
        started = false;
        return registers.command(command, commandLimit) ? NtStatus.SUCCESS : disobeyed(command);
    }

    private NtStatus disobeyed(Command command) {
        LOG.log(Level.ERROR, "channel {0} does not obey {1} within {2} ms: its engine hangs", registers.channel(),
                command, commandLimit.toMillis());
        return NtStatus.IO_TIMEOUT;
    }

    /** FreeDmaChannel. */
    void free() {
        interrupt.ignore();
        if (reset().isSuccess()) {
            registers.disable();
            giveBack.run();
        } else {
            // Another client must not inherit a channel that may still write to this one's memory.
            LOG.log(Level.ERROR, "channel {0} is lost until its device is restarted", registers.channel());
        }
    }

    /** The engine is about to lose power: until the next StartDma nothing is submitted. */
    void close() {
        started = false;
    }

    /** The engine has power again, and has forgotten all: it looks at the channel again, and waits for StartDma. */
    void restore() {
        registers.enable(completionAddress);
    }
}
