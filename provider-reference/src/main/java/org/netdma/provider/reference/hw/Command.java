// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/**
 * What CHAN_CONTROL tells the engine to do with a channel. Each write carries a new sequence number, so that the same
 * command given twice is seen twice. The engine looks between any two descriptors, and answers in CHAN_ACKNOWLEDGE.
 */
public enum Command {
    /** Nothing: as the register is at power-up. */
    NONE,
    /** Drop the chain: the driver is writing the descriptor registers, START follows [XFR-2]. */
    LOAD,
    /** Begin the chain that the descriptor registers tell of. */
    START,
    /** Halt [XFR-7]. */
    ABORT,
    /** Be as at power-up [XFR-8]. */
    RESET,
    /** Halt: the device is being torn out, and what is not done will never be [PNP-11]. */
    DETACH,
    /** Finish the descriptor in hand, then stand still [XFR-6]. */
    SUSPEND,
    /** Go on, at what the newest descriptor done links to now [XFR-6]. */
    RESUME,
    /** Look at the fault registers, and misbehave as they say, for a test. */
    INJECT;

    private static final Command[] VALUES = values();
    private static final int CODE_BITS = 8;

    /** {@return the command in a CHAN_CONTROL word} */
    static Command of(long control) {
        return VALUES[(int) (control & ((1 << CODE_BITS) - 1))];
    }

    /** {@return whether a CHAN_CONTROL word was given no earlier than another} */
    static boolean isSameOrLater(long control, long other) {
        return (control >>> CODE_BITS) - (other >>> CODE_BITS) >= 0;
    }

    /** {@return the CHAN_CONTROL word that gives this command after {@code control}} */
    long after(long control) {
        return ((control >>> CODE_BITS) + 1) << CODE_BITS | ordinal();
    }
}
