// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.util.Optional;
import org.netdma.client.ProviderState;

/**
 * The life of a registered provider [STA-3, STO-2].
 *
 * <pre>
 *                  START              STOP
 *   REGISTERED ────────────▶ STARTED ──────▶ STOPPING
 *     │     ▲                                   │
 *     │     └───────────────────────────────────┘
 *     │ DEREGISTER          STOPPED
 *     ▼
 *   DEREGISTERED
 * </pre>
 */
enum ProviderLifecycle {
    /** Takes no requests [REG-7]. */
    REGISTERED,
    /** Takes requests. */
    STARTED,
    /** Waits for outstanding copies, takes nothing new [STO-1]. */
    STOPPING,
    /** The handle is stale [REG-4]. */
    DEREGISTERED;

    /** What moves a provider on. */
    enum Event {
        /** The driver called ProviderStart. */
        START,
        /** The driver called ProviderStop. */
        STOP,
        /** All channels are freed. */
        STOPPED,
        /** The driver called DeregisterProvider. */
        DEREGISTER
    }

    /** {@return the state after an event; empty when the event is not legal in this state} */
    Optional<ProviderLifecycle> next(Event event) {
        return Optional.ofNullable(switch (this) {
            case REGISTERED -> switch (event) {
                case START -> STARTED;
                case DEREGISTER -> DEREGISTERED;
                case STOP, STOPPED -> null;
            };
            case STARTED -> event == Event.STOP ? STOPPING : null;
            case STOPPING -> event == Event.STOPPED ? REGISTERED : null;
            case DEREGISTERED -> null;
        });
    }

    /** {@return what clients see of it} */
    ProviderState toState() {
        return switch (this) {
            case REGISTERED, DEREGISTERED -> ProviderState.REGISTERED;
            case STARTED -> ProviderState.STARTED;
            case STOPPING -> ProviderState.STOPPING;
        };
    }
}
