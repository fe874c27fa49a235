// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.util.Optional;

/**
 * The life of a region.
 *
 * <pre>
 *          CLOSE              DRAINED
 *   OPEN ────────▶ CLOSING ────────────▶ CLOSED
 *     ▲               │
 *     └───────────────┘
 *          BUSY
 * </pre>
 */
enum RegionState {
    /** Can be used. */
    OPEN,
    /** Waits for copies in flight, takes no new ones. */
    CLOSING,
    /** Has no addresses any more. */
    CLOSED;

    /** What moves a region on. */
    enum Event {
        /** Its owner closes it. */
        CLOSE,
        /** Copies in flight did not end in time. */
        BUSY,
        /** No copy in flight touches it. */
        DRAINED
    }

    /** {@return the state after an event; empty when the event is not legal in this state} */
    Optional<RegionState> next(Event event) {
        return Optional.ofNullable(switch (this) {
            case OPEN -> event == Event.CLOSE ? CLOSING : null;
            case CLOSING -> switch (event) {
                case CLOSE -> null;
                case BUSY -> OPEN;
                case DRAINED -> CLOSED;
            };
            case CLOSED -> null;
        });
    }
}
