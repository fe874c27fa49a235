// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/**
 * What a channel of the engine is at. Each event is legal in each state; hardware does not argue.
 *
 * <pre>
 *              START             FAULT, ABORT
 *    ARMED -------------> RUNNING ----------> HALTED
 *      ^                   |   ^               |  |
 *      +---- LOAD, RESET --+   +---- START ----+  |
 *      +---- LOAD, RESET -------------------------+
 * </pre>
 *
 * START in RUNNING stays there, with another chain [XFR-2]. ABORT in ARMED halts too [XFR-7].
 */
enum ChannelState {
    /** Waits for START, nothing done. */
    ARMED,
    /** Walks its chain, or waits for more of it. */
    RUNNING,
    /** Stopped by a fault or an abort; waits for START. */
    HALTED;

    /** What happens to a channel. */
    enum Event {
        LOAD, START, FAULT, ABORT, RESET
    }

    /** {@return the state after this event} */
    ChannelState next(Event event) {
        return switch (event) {
            case LOAD, RESET -> ARMED;
            case START -> RUNNING;
            case FAULT, ABORT -> HALTED;
        };
    }
}
