// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/**
 * A fault that a test wants of the engine: what the fault registers of its kind hold. It stays until another one of
 * that kind replaces it, it has happened as often as wanted, or power is lost.
 *
 * @param kind       what goes wrong
 * @param descriptor from which one on, 1 for the next that any channel begins; only those that move bytes are counted
 * @param every      each so many-th from that one on, 1 for one after the other
 * @param times      how often, 0 for ever
 * @param argument   see the kinds, 0 or more
 */
public record Injection(Kind kind, long descriptor, long every, long times, long argument) {

    /** What can go wrong. */
    public enum Kind {
        /** A descriptor fails; CHAN_ERROR keeps the low 32 bits of argument for the driver. */
        ERROR,
        /**
         * A descriptor is never begun. The channel still obeys commands, and ABORT, RESET and DETACH end it; with
         * argument 1 it obeys none. Happens once.
         */
        HANG,
        /** Each descriptor takes argument nanoseconds longer, at most one second; other channels wait too. */
        SLOW,
        /** The first byte that a descriptor writes is inverted. */
        CORRUPTION,
        /** An interrupt does not arrive, whatever the descriptor. */
        LOST_INTERRUPT,
        /** An interrupt is raised before a descriptor is begun. */
        SPURIOUS_INTERRUPT
    }
}
