// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.provider.reference.hw.RegisterMap.CHAN_ACKNOWLEDGE;
import static org.netdma.provider.reference.hw.RegisterMap.CHAN_CONTROL;
import static org.netdma.provider.reference.hw.RegisterMap.CHAN_ERROR;
import static org.netdma.provider.reference.hw.RegisterMap.CHAN_STATUS;
import static org.netdma.provider.reference.hw.RegisterMap.CHANNEL_ENABLE;
import static org.netdma.provider.reference.hw.RegisterMap.COMPLETION_ADDRESS;
import static org.netdma.provider.reference.hw.RegisterMap.DCA_HINTS;
import static org.netdma.provider.reference.hw.RegisterMap.DCA_TARGET;
import static org.netdma.provider.reference.hw.RegisterMap.DESCRIPTOR_ADDRESS;
import static org.netdma.provider.reference.hw.RegisterMap.DESCRIPTOR_BASE;
import static org.netdma.provider.reference.hw.RegisterMap.DESCRIPTOR_COUNT;
import static org.netdma.provider.reference.hw.RegisterMap.FAULT_ADDRESS;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * One channel's registers as the driver uses them: what a driver of real hardware would write to its mapped window.
 * Holds nothing itself, so any thread may use it; {@link #startDma} and {@link #appendDma} of one channel are never
 * called at the same time as each other.
 */
public final class ChannelRegisters {

    private static final int WAIT_SPINS = 1000;
    private static final long WAIT_NANOS = 50_000;

    private final RegisterFile registers;
    private final WakeLine wake;
    private final int channel;
    private final int base;

    ChannelRegisters(RegisterFile registers, WakeLine wake, int channel) {
        this.registers = registers;
        this.wake = wake;
        this.channel = channel;
        this.base = RegisterMap.channel(channel);
    }

    /** {@return the number of the channel} */
    public int channel() {
        return channel;
    }

    /** Makes the engine look at the channel, and report to this address; 0 for nowhere. */
    public void enable(long completionAddress) {
        registers.write(base + COMPLETION_ADDRESS, completionAddress);
        registers.setBits(CHANNEL_ENABLE, 1L << channel);
    }

    /** Makes the engine look at the channel no more, and its priority 0. The channel was reset before. */
    public void disable() {
        registers.clearBits(CHANNEL_ENABLE, 1L << channel);
        prioritize(0);
    }

    /** Gives the channel a priority, 0 to {@link RegisterMap#HIGHEST_PRIORITY}, until it is disabled. */
    public void prioritize(int priority) {
        for (int p = 1; p <= RegisterMap.HIGHEST_PRIORITY; p++) {
            if (p == priority) {
                registers.setBits(RegisterMap.priority(p), 1L << channel);
            } else {
                registers.clearBits(RegisterMap.priority(p), 1L << channel);
            }
        }
    }

    /** {@return CHANNEL_PRIORITY: the priority of the channel} */
    public int priority() {
        int priority = RegisterMap.HIGHEST_PRIORITY;
        while (priority > 0 && (registers.read(RegisterMap.priority(priority)) >>> channel & 1) == 0) {
            priority--;
        }
        return priority;
    }

    /**
     * Begins a chain; a busy channel finishes its descriptor and drops the rest of the old one [XFR-2].
     *
     * @return false when an abort or reset was commanded meanwhile: then nothing is begun
     */
    public boolean startDma(long descriptor, int count) {
        long load = give(Command.LOAD); // the engine takes no half-written chain
        registers.write(base + DESCRIPTOR_ADDRESS, descriptor);
        registers.write(base + DESCRIPTOR_BASE, registers.readOwn(base + DESCRIPTOR_COUNT));
        if (!registers.exchange(base + CHAN_CONTROL, load, Command.START.after(load))) {
            return false;
        }
        appendDma(count);
        return true;
    }

    /** Rings the doorbell: so many more descriptors are linked to the last one. */
    public void appendDma(int count) {
        // release: counterpart of ChannelPort.doorbell; what the submitter wrote before is there when the engine looks
        registers.write(base + DESCRIPTOR_COUNT, registers.readOwn(base + DESCRIPTOR_COUNT) + count);
        wake.pull();
    }

    /**
     * Gives a command at once, in place of any that the engine has not obeyed yet, and waits until it has obeyed it.
     * After ABORT, RESET or DETACH it touches no descriptor of the channel, and no data, until START.
     *
     * @return whether it obeyed within the limit
     */
    public boolean command(Command command, Duration limit) {
        int power = wake.powerChanges();
        return awaitObeyed(give(command), power, System.nanoTime() + limit.toNanos());
    }

    /**
     * Gives a command that must not replace another, as SUSPEND must not replace START: waits until the engine has
     * obeyed the one before, and then this one. After SUSPEND it touches no descriptor of the channel, and no data,
     * until RESUME.
     *
     * @param takeBack given in its place when it is not obeyed within the limit, so that a late engine does no harm
     * @return whether it obeyed within the limit
     */
    public boolean commandInTurn(Command command, Command takeBack, Duration limit) {
        int power = wake.powerChanges();
        long deadline = System.nanoTime() + limit.toNanos();
        long before;
        long control;
        do {
            before = registers.read(base + CHAN_CONTROL);
            control = command.after(before);
            if (!awaitObeyed(before, power, deadline)) {
                return false;
            }
        } while (!registers.exchange(base + CHAN_CONTROL, before, control));
        if (awaitObeyed(control, power, deadline)) {
            return true;
        }
        registers.exchange(base + CHAN_CONTROL, control, takeBack.after(control)); // unless another came meanwhile
        return false;
    }

    /** An engine that lost power since a command was given has stopped, and has forgotten the command: as good. */
    private boolean awaitObeyed(long control, int power, long deadline) {
        wake.pull();
        for (int looks = 0; !isObeyed(control) && wake.powerChanges() == power; looks++) {
            if (looks < WAIT_SPINS) {
                Thread.onSpinWait();
            } else if (System.nanoTime() - deadline > 0) {
                return false;
            } else {
                LockSupport.parkNanos(WAIT_NANOS);
            }
        }
        return true;
    }

    /** Makes the channel look at the fault registers. {@return whether it did within the limit} */
    public boolean lookAtFaults(Duration limit) {
        return commandInTurn(Command.INJECT, Command.NONE, limit);
    }

    /** {@return CHAN_STATUS: the completion word of the newest descriptor done, whatever its flags} */
    public long status() {
        return registers.read(base + CHAN_STATUS);
    }

    /** {@return CHAN_ERROR: why the channel halted} */
    public FaultCode error() {
        return FaultCode.of(registers.read(base + CHAN_ERROR) & 0xFFFF_FFFFL);
    }

    /** {@return the detail in CHAN_ERROR: what the error was injected with, else 0} */
    public int errorDetail() {
        return (int) (registers.read(base + CHAN_ERROR) >>> Integer.SIZE);
    }

    /** {@return FAULT_ADDRESS: the descriptor that failed} */
    public long faultAddress() {
        return registers.read(base + FAULT_ADDRESS);
    }

    /** {@return DCA_TARGET: the context of the last context change [DCA-2]} */
    public long dcaTarget() {
        return registers.read(base + DCA_TARGET);
    }

    /** {@return DCA_HINTS: how many transfers hinted at that target} */
    public long dcaHints() {
        return registers.read(base + DCA_HINTS);
    }

    /** {@return whether there is an engine behind the registers: one without power reads nothing} */
    public boolean isPowered() {
        return !wake.isOff();
    }

    /** Writes a command; {@return the CHAN_CONTROL word it was written as} */
    long give(Command command) {
        while (true) {
            long before = registers.read(base + CHAN_CONTROL);
            long control = command.after(before);
            if (registers.exchange(base + CHAN_CONTROL, before, control)) {
                return control;
            }
        }
    }

    /** {@return whether the engine has obeyed this command or a later one, or no thread drives it} */
    boolean isObeyed(long control) {
        return Command.isSameOrLater(registers.read(base + CHAN_ACKNOWLEDGE), control) || wake.isOff();
    }
}
