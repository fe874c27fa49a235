// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/**
 * A fault that a test wants of a channel: what the INJECTION register holds, {@code kind << 56 | argument}. It stays
 * until another one replaces it, or the channel is reset.
 *
 * @param kind     what goes wrong
 * @param argument see the kinds, 0 or more
 */
public record Injection(Kind kind, long argument) {

    /** Nothing goes wrong. */
    public static final Injection NONE = new Injection(Kind.NONE, 0);

    private static final int KIND_SHIFT = 56;

    /** What can go wrong. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** The argument-th descriptor from now fails, and every one after it: 1 for the next. */
        ERROR,
        /** The argument-th descriptor from now is never begun; the channel still obeys commands. */
        HANG,
        /** Each descriptor takes so many nanoseconds longer, at most one second; other channels wait too. */
        SLOW,
        /** So many interrupts of the channel get lost. */
        LOST_INTERRUPTS
    }

    /** {@return the register word} */
    long word() {
        return (long) kind.ordinal() << KIND_SHIFT | argument;
    }

    static Injection of(long word) {
        return new Injection(Kind.values()[(int) (word >>> KIND_SHIFT)], word & ((1L << KIND_SHIFT) - 1));
    }
}
