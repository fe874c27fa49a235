// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import java.lang.System.Logger.Level;
import java.util.Arrays;

/** Turns a channel's interrupt into its message, or into a bit of INTERRUPT_STATUS and the shared line. */
final class InterruptUnit {

    private static final System.Logger LOG = System.getLogger(InterruptUnit.class.getName());

    private final RegisterFile registers;
    private final InterruptLine[] lines;

    InterruptUnit(RegisterFile registers, int channels) {
        this.registers = registers;
        this.lines = new InterruptLine[channels];
        Arrays.fill(lines, InterruptLine.NOT_CONNECTED);
    }

    /** Wires a channel; before power-up only. */
    void connect(int channel, InterruptLine line) {
        lines[channel] = line;
    }

    /** Raises a channel's interrupt. Engine thread. */
    void raise(int channel) {
        if (registers.read(RegisterMap.INTERRUPT_CONTROL) == RegisterMap.SHARED_LINE) {
            registers.setBits(RegisterMap.INTERRUPT_STATUS, 1L << channel);
        }
        try {
            lines[channel].raise();
        } catch (RuntimeException | Error e) { // a driver that fails does not end the engine
            LOG.log(Level.ERROR, "the interrupt of channel " + channel + " was answered with an exception [INT-2]", e);
        }
    }
}
