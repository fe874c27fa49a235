// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.util.Optional;
import org.netdma.client.ProviderState;

/**
 * The life of a registered provider [STA-3, STO-2, PWR-1, PWR-2].
 *
 * <pre>
 *                  START              STOP
 *   REGISTERED ────────────▶ STARTED ──────────────────▶ STOPPING
 *     │     ▲                 │   ▲                       │   ▲
 *     │     └─────────────────┼───┼───────────────────────┘   │
 *     │ DEREGISTER            │   │       STOPPED             │
 *     ▼            POWER_DOWN │   │ POWER_UP                  │
 *   DEREGISTERED              ▼   │                           │
 *                  POWERING_DOWN  └──── POWERED_DOWN ─────────┘
 *                             │          ▲             STOP
 *                             └──────────┘
 *                              POWERED_DOWN
 * </pre>
 */
enum ProviderLifecycle {
    /** Takes no requests [REG-7]. */
    REGISTERED,
    /** Takes requests. */
    STARTED,
    /** Waits for outstanding copies on the way to low power, takes nothing new [PWR-1]. */
    POWERING_DOWN,
    /** In low power: its channels stay allocated and sleep. */
    POWERED_DOWN,
    /** Waits for outstanding copies, takes nothing new [STO-1]. */
    STOPPING,
    /** The handle is stale [REG-4]. */
    DEREGISTERED;

    /** What moves a provider on. */
    enum Event {
        /** The driver called ProviderStart. */
        START,
        /** The driver told that the engine is about to lose power. */
        POWER_DOWN,
        /** Nothing is outstanding. */
        POWERED_DOWN,
        /** The driver told that the engine works again, and its channels are initialized. */
        POWER_UP,
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
                case POWER_DOWN, POWERED_DOWN, POWER_UP, STOP, STOPPED -> null;
            };
            case STARTED -> switch (event) {
                case POWER_DOWN -> POWERING_DOWN;
                case STOP -> STOPPING;
                case START, POWERED_DOWN, POWER_UP, STOPPED, DEREGISTER -> null;
            };
            case POWERING_DOWN -> event == Event.POWERED_DOWN ? POWERED_DOWN : null;
            case POWERED_DOWN -> switch (event) {
                case POWER_UP -> STARTED;
                case STOP -> STOPPING;
                case START, POWER_DOWN, POWERED_DOWN, STOPPED, DEREGISTER -> null;
            };
            case STOPPING -> event == Event.STOPPED ? REGISTERED : null;
            case DEREGISTERED -> null;
        });
    }

    /** {@return whether STOP is legal} */
    boolean isRunning() {
        return this == STARTED || this == POWERED_DOWN;
    }

    /** {@return what clients see of it} */
    ProviderState toState() {
        return switch (this) {
            case REGISTERED, DEREGISTERED -> ProviderState.REGISTERED;
            case STARTED -> ProviderState.STARTED;
            case POWERING_DOWN, POWERED_DOWN -> ProviderState.POWERED_DOWN;
            case STOPPING -> ProviderState.STOPPING;
        };
    }
}
