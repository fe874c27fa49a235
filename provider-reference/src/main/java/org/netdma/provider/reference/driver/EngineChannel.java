// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.fault.DriverEntryPoint;
import org.netdma.provider.reference.hw.ChannelRegisters;
import org.netdma.provider.reference.hw.Command;
import org.netdma.provider.spi.HaltReason;
import org.netdma.provider.spi.SuspendableChannel.Suspension;
import org.netdma.wdm.NtStatus;

/**
 * A channel from allocation to FreeDmaChannel; the interface sees it as an {@link OfferedChannel}. Its data path writes
 * registers only.
 */
final class EngineChannel {

    private static final System.Logger LOG = System.getLogger(EngineChannel.class.getName());

    /** A hung engine is waited for this part of the limit: freeing a channel takes several commands. */
    private static final int HUNG_PART = 20;

    private final ChannelRegisters registers;
    private final ChannelInterrupt interrupt;
    private final long completionAddress;
    private final int priority;
    private final Duration commandLimit;
    private final DriverFaults faults;
    private final HaltReasons reasons;
    private final Runnable giveBack;
    /** Whether StartDma came since allocation, abort, reset or loss of power [XFR-1]. */
    private boolean started;
    /** Whether a submission goes straight to the registers: started, and no entry point throws on purpose. */
    private volatile boolean straight;
    /** Whether the engine disobeyed last. */
    private volatile boolean hung;

    /**
     * @param registers         of the channel
     * @param interrupt         of the channel, listened to by the interface
     * @param completionAddress where the engine reports
     * @param priority          that the engine has [CHN-5]
     * @param commandLimit      how long the engine may take to obey a command
     * @param faults            what the entry points do wrong on purpose
     * @param reasons           of its halts
     * @param giveBack          frees the hardware for another client
     */
    EngineChannel(ChannelRegisters registers, ChannelInterrupt interrupt, long completionAddress,
            int priority, Duration commandLimit, DriverFaults faults, HaltReasons reasons, Runnable giveBack) {
        this.registers = registers;
        this.interrupt = interrupt;
        this.completionAddress = completionAddress;
        this.priority = priority;
        this.commandLimit = commandLimit;
        this.faults = faults;
        this.reasons = reasons;
        this.giveBack = giveBack;
        restore();
    }

    int number() {
        return registers.channel();
    }

    /** StartDma. */
    NtStatus start(long descriptor, int count) {
        if (descriptor == 0 || !DescriptorLayout.isAligned(descriptor) || count < 1 || !registers.isPowered()) {
            return NtStatus.UNSUCCESSFUL;
        }
        if (!straight) {
            faults.enter(DriverEntryPoint.START_DMA);
            setStarted(true);
        }
        return registers.startDma(descriptor, count) ? NtStatus.SUCCESS : NtStatus.UNSUCCESSFUL;
    }

    /** AppendDma. The engine knows the descriptor: the last one's link names it [XFR-3, XFR-4]. */
    NtStatus append(int count) {
        if (!straight && !mayAppend() || count < 1) {
            return NtStatus.UNSUCCESSFUL;
        }
        registers.appendDma(count);
        return NtStatus.SUCCESS;
    }

    private boolean mayAppend() {
        faults.enter(DriverEntryPoint.APPEND_DMA);
        return isStarted();
    }

    private synchronized boolean isStarted() {
        return started;
    }

    private synchronized void setStarted(boolean now) {
        started = now;
        faultsChanged();
    }

    /** An entry point throws on purpose from now on, or no more. */
    synchronized void faultsChanged() {
        straight = started && !faults.mayThrow();
    }

    /** The engine's faults were changed. {@return whether the channel looked at them} */
    boolean lookAtFaults() {
        return registers.lookAtFaults(limit());
    }

    /** SuspendDma. A channel that was halted meanwhile has nothing to resume. */
    Suspension suspend() {
        faults.enter(DriverEntryPoint.SUSPEND_DMA);
        if (!registers.commandInTurn(Command.SUSPEND, Command.RESUME, limit())) {
            return new Suspension(disobeyed(Command.SUSPEND), 0);
        }
        long status = registers.status();
        return CompletionWord.isHalted(status) ? new Suspension(NtStatus.INVALID_DEVICE_STATE, 0)
                : new Suspension(NtStatus.SUCCESS, CompletionWord.address(status));
    }

    /** ResumeDma. */
    NtStatus resume() {
        faults.enter(DriverEntryPoint.RESUME_DMA);
        return registers.commandInTurn(Command.RESUME, Command.RESUME, limit())
                ? NtStatus.SUCCESS : disobeyed(Command.RESUME);
    }

    /** AbortDma. */
    NtStatus abort() {
        faults.enter(DriverEntryPoint.ABORT_DMA);
        return stopAtOnce(Command.ABORT);
    }

    /** ResetChannel. */
    NtStatus reset() {
        faults.enter(DriverEntryPoint.RESET_CHANNEL);
        return stopAtOnce(Command.RESET);
    }

    /** {@return why the engine halted the channel} */
    Optional<HaltReason> haltReason() {
        return reasons.of(registers);
    }

    private NtStatus stopAtOnce(Command command) {
        setStarted(false);
        if (!registers.command(command, limit())) {
            return disobeyed(command);
        }
        hung = false;
        return NtStatus.SUCCESS;
    }

    /** {@return how long to wait for the engine: one that disobeyed is asked again, and not waited for so long} */
    private Duration limit() {
        return hung ? commandLimit.dividedBy(HUNG_PART) : commandLimit;
    }

    private NtStatus disobeyed(Command command) {
        LOG.log(Level.ERROR, "channel {0} does not obey {1} within {2} ms: its engine hangs", registers.channel(),
                command, limit().toMillis());
        hung = true;
        return NtStatus.IO_TIMEOUT;
    }

    /** FreeDmaChannel. */
    void free() {
        interrupt.ignore();
        if (stopAtOnce(Command.RESET).isSuccess()) {
            registers.disable();
            giveBack.run();
        } else {
            // Another client must not inherit a channel that may still write to this one's memory.
            LOG.log(Level.ERROR, "channel {0} is lost until its device is restarted", registers.channel());
        }
        faults.enter(DriverEntryPoint.FREE_DMA_CHANNEL); // last: a driver that throws has not leaked
    }

    /** The engine is about to lose power: until the next StartDma nothing is submitted. */
    void close() {
        setStarted(false);
    }

    /** The engine is new, or has power again and has forgotten all: it looks at the channel, and waits for StartDma. */
    void restore() {
        registers.prioritize(priority);
        registers.enable(completionAddress);
    }
}
