// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/**
 * What a channel of the engine is at. Each event is legal in each state; hardware does not argue.
 *
 * <pre>
 *              START             FAULT, ABORT
 *    ARMED -------------> RUNNING ----------> HALTED
 *      ^                | |   ^                |  |
 *      +-- LOAD, RESET -+ |   +---- START -----+  |
 *      +-- LOAD, RESET ---|-----------------------+
 *                SUSPEND  |  ^ RESUME
 *                         v  |
 *                       SUSPENDED
 * </pre>
 *
 * START in RUNNING stays there, with another chain [XFR-2]. ABORT halts in ARMED and SUSPENDED too [XFR-7], and LOAD,
 * RESET and START lead out of SUSPENDED as out of RUNNING. SUSPEND and RESUME where there is nothing to suspend or
 * resume change nothing.
 */
enum ChannelState {
    /** Waits for START, nothing done. */
    ARMED,
    /** Walks its chain, or waits for more of it. */
    RUNNING,
    /** Stands still in the middle of its chain, until RESUME [XFR-6]. */
    SUSPENDED,
    /** Stopped by a fault or an abort; waits for START. */
    HALTED;

    /** What happens to a channel. */
    enum Event {
        LOAD, START, SUSPEND, RESUME, FAULT, ABORT, RESET
    }

    /** {@return the state after this event} */
    ChannelState next(Event event) {
        return switch (event) {
            case LOAD, RESET -> ARMED;
            case START -> RUNNING;
            case SUSPEND -> this == RUNNING ? SUSPENDED : this;
            case RESUME -> this == SUSPENDED ? RUNNING : this;
            case FAULT, ABORT -> HALTED;
        };
    }
}
