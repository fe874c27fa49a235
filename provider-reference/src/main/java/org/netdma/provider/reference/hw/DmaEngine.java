// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import org.netdma.provider.BusMemory;

/**
 * The silicon: an engine with its channels, to be driven through registers and interrupt lines. Does nothing until
 * somebody calls {@link #doWork()} again and again, which {@link EngineThread} does.
 */
public final class DmaEngine {

    private final EngineOptions options;
    private final BusMemory memory;
    private final RegisterFile registers = new RegisterFile();
    private final WakeLine wake;
    private final InterruptUnit interrupts;
    private final DescriptorWalker[] walkers;
    private final ChannelRegisters[] channels;
    /** The slot of the next turn by priority. */
    private int slot;

    /**
     * @param options how it is built
     * @param memory  what it reaches
     */
    public DmaEngine(EngineOptions options, BusMemory memory) {
        this.options = options;
        this.memory = memory;
        this.wake = new WakeLine(registers, options.idlePolicy().parks());
        this.interrupts = new InterruptUnit(registers, options.channels());
        this.walkers = new DescriptorWalker[options.channels()];
        this.channels = new ChannelRegisters[options.channels()];
        for (int n = 0; n < walkers.length; n++) {
            channels[n] = new ChannelRegisters(registers, wake, n);
        }
        loseContext();
    }

    /** Makes all as at power-up; while no thread drives the engine. */
    public void loseContext() {
        registers.clear();
        FaultInjector injector = new FaultInjector(registers);
        for (int n = 0; n < walkers.length; n++) {
            walkers[n] = new DescriptorWalker(new ChannelPort(registers, n, interrupts), memory, options, injector);
        }
        registers.write(RegisterMap.VERSION, options.version().toInt());
        registers.write(RegisterMap.CHANNEL_COUNT, options.channels());
        registers.write(RegisterMap.MAXIMUM_TRANSFER, options.maximumTransferSize());
        registers.write(RegisterMap.MAXIMUM_ADDRESS, options.maximumAddress());
    }

    /** {@return how it is built} */
    public EngineOptions options() {
        return options;
    }

    /** {@return the registers of a channel, for its driver} */
    public ChannelRegisters channel(int n) {
        return channels[n];
    }

    /** Wires a channel's interrupt for good; before any work is done. */
    public void connectInterrupt(int channel, InterruptLine line) {
        interrupts.connect(channel, line);
    }

    /** Makes all channels share one line, and say in INTERRUPT_STATUS which it was; before any work is done. */
    public void shareInterruptLine() {
        registers.write(RegisterMap.INTERRUPT_CONTROL, RegisterMap.SHARED_LINE);
    }

    /** {@return INTERRUPT_STATUS, which is cleared by that: bit n says that channel n raised the shared line} */
    public long claimInterrupts() {
        return registers.readAndClear(RegisterMap.INTERRUPT_STATUS);
    }

    /**
     * Makes the engine misbehave, for a test: each channel from when it {@link ChannelRegisters#lookAtFaults looks}.
     * Not at the same time as another such call.
     */
    public void inject(Injection injection) {
        int base = RegisterMap.fault(injection.kind());
        registers.write(base + RegisterMap.FAULT_DESCRIPTOR, injection.descriptor());
        registers.write(base + RegisterMap.FAULT_EVERY, injection.every());
        registers.write(base + RegisterMap.FAULT_TIMES, injection.times());
        registers.write(base + RegisterMap.FAULT_ARGUMENT, injection.argument());
        registers.write(base + RegisterMap.FAULT_HITS, 0);
        control(base, true);
    }

    /** Takes a fault back. Not at the same time as another such call. */
    public void withdraw(Injection.Kind kind) {
        control(RegisterMap.fault(kind), false);
    }

    private void control(int base, boolean armed) {
        long before = registers.readOwn(base + RegisterMap.FAULT_CONTROL);
        registers.write(base + RegisterMap.FAULT_CONTROL, RegisterMap.nextFault(before, armed));
        wake.pull(); // a channel that hangs looks whether it still shall
    }

    /** {@return FAULT_HITS: how often a fault has happened} */
    public long faultHits(Injection.Kind kind) {
        return registers.read(RegisterMap.fault(kind) + RegisterMap.FAULT_HITS);
    }

    /** {@return whether the engine sleeps until a doorbell rings} */
    public boolean isParked() {
        return registers.read(RegisterMap.ENGINE_STATUS) == RegisterMap.PARKED;
    }

    /**
     * Gives each enabled channel its turn; if some are more urgent than others, those that are due for one.
     *
     * @return how much there was to do; 0 for nothing, whatever the channel
     */
    public int doWork() {
        // acquire: counterpart of the release with which ChannelRegisters.enable sets the bit
        long enabled = registers.read(RegisterMap.CHANNEL_ENABLE);
        return (enabled & urgent()) == 0 ? walk(enabled) : walkUrgentFirst(enabled);
    }

    /** Gives these channels their turns. {@return how much there was to do} */
    private int walk(long some) {
        int done = 0;
        for (long left = some; left != 0; left &= left - 1) {
            done += walkers[Long.numberOfTrailingZeros(left)].walk();
        }
        return done;
    }

    /** Goes on to the next slot in which somebody who is due has something to do; within one, the most urgent begin. */
    private int walkUrgentFirst(long enabled) {
        int done = 0;
        for (int looks = 0; done == 0 && looks < TurnSlots.COUNT; looks++) {
            for (int priority = RegisterMap.HIGHEST_PRIORITY; priority >= 0; priority--) {
                done += walk(enabled & channels(priority) & TurnSlots.due(slot, priority));
            }
            slot++;
        }
        return done;
    }

    /** {@return the channels of a priority, enabled or not: bit n = channel n} */
    private long channels(int priority) {
        return priority == 0 ? ~urgent() : registers.read(RegisterMap.priority(priority));
    }

    /** {@return the channels of any priority but 0} */
    private long urgent() {
        return registers.read(RegisterMap.priority(1)) | registers.read(RegisterMap.priority(2))
                | registers.read(RegisterMap.priority(3));
    }

    /** Halts each enabled channel, as the engine does no work any more; while no thread drives it. */
    public void fail() {
        for (long enabled = registers.read(RegisterMap.CHANNEL_ENABLE); enabled != 0; enabled &= enabled - 1) {
            walkers[Long.numberOfTrailingZeros(enabled)].fail();
        }
    }

    WakeLine wakeLine() {
        return wake;
    }
}
