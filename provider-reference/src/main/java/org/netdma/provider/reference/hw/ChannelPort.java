// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.provider.reference.hw.RegisterMap.CHAN_ACKNOWLEDGE;
import static org.netdma.provider.reference.hw.RegisterMap.CHAN_CONTROL;
import static org.netdma.provider.reference.hw.RegisterMap.CHAN_ERROR;
import static org.netdma.provider.reference.hw.RegisterMap.CHAN_STATUS;
import static org.netdma.provider.reference.hw.RegisterMap.COMPLETION_ADDRESS;
import static org.netdma.provider.reference.hw.RegisterMap.DCA_HINTS;
import static org.netdma.provider.reference.hw.RegisterMap.DCA_TARGET;
import static org.netdma.provider.reference.hw.RegisterMap.DESCRIPTOR_ADDRESS;
import static org.netdma.provider.reference.hw.RegisterMap.DESCRIPTOR_BASE;
import static org.netdma.provider.reference.hw.RegisterMap.DESCRIPTOR_COUNT;
import static org.netdma.provider.reference.hw.RegisterMap.FAULT_ADDRESS;

/** One channel's registers as the engine uses them; the driver's view is {@link ChannelRegisters}. */
final class ChannelPort {

    private final RegisterFile registers;
    private final int channel;
    private final int base;
    private final InterruptUnit interrupts;

    ChannelPort(RegisterFile registers, int channel, InterruptUnit interrupts) {
        this.registers = registers;
        this.channel = channel;
        this.base = RegisterMap.channel(channel);
        this.interrupts = interrupts;
    }

    int channel() {
        return channel;
    }

    /** {@return CHAN_CONTROL; acquire: counterpart of the writes in ChannelRegisters} */
    long control() {
        return registers.read(base + CHAN_CONTROL);
    }

    /** {@return the doorbell; acquire: descriptors written before it was rung can be read after this} */
    long doorbell() {
        return registers.read(base + DESCRIPTOR_COUNT);
    }

    long descriptorAddress() {
        return registers.read(base + DESCRIPTOR_ADDRESS);
    }

    long descriptorBase() {
        return registers.read(base + DESCRIPTOR_BASE);
    }

    long completionAddress() {
        return registers.read(base + COMPLETION_ADDRESS);
    }

    /** Tells the driver that a command is obeyed; release: it sees all that the engine wrote before. */
    void acknowledge(long control) {
        registers.write(base + CHAN_ACKNOWLEDGE, control);
    }

    void status(long completionWord) {
        registers.write(base + CHAN_STATUS, completionWord);
    }

    void error(FaultCode fault, long descriptor) {
        error(fault, 0, descriptor);
    }

    /** @param detail 32 bits that the driver understands */
    void error(FaultCode fault, long detail, long descriptor) {
        registers.write(base + FAULT_ADDRESS, descriptor);
        registers.write(base + CHAN_ERROR, detail << Integer.SIZE | fault.ordinal());
    }

    void dcaTarget(long context) {
        registers.write(base + DCA_TARGET, context);
    }

    /** Hints at the target: this engine has no cache to fill, so it counts. */
    void dcaHint() {
        registers.write(base + DCA_HINTS, registers.readOwn(base + DCA_HINTS) + 1);
    }

    void interrupt() {
        interrupts.raise(channel);
    }
}
