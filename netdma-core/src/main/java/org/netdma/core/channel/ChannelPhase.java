// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.Optional;
import org.netdma.client.Refusal;

/**
 * Who may submit to a channel, and how it ends.
 *
 * <pre>
 *              BACKLOG
 *         ┌───────────────┐
 *         │      FED      ▼
 *       OPEN ◀───────── FEEDING     who submits: the client's thread │ the interface, what did not fit in the ring
 *        │ ▲             │ ▲
 *        ▼ │             ▼ │
 *      SUSPENDED, POWERED_DOWN,     nobody
 *               HALTED
 *
 *   OPEN, FEEDING ──────────────────── SUSPEND ────▶ SUSPENDED ──── RESUME ───▶ OPEN
 *   OPEN, FEEDING, SUSPENDED ───────── HALT ───────▶ HALTED ─────── REARM ────▶ OPEN
 *   OPEN, FEEDING, SUSPENDED, HALTED ─ POWER_DOWN ─▶ POWERED_DOWN ─ POWER_UP ─▶ OPEN
 *                                                    POWERED_DOWN ─ POWER_UP_HALTED ─▶ HALTED
 *   SUSPENDED, HALTED, POWERED_DOWN ── BACKLOG ────▶ FEEDING
 *
 *   any of these ── CLOSE ──▶ CLOSING ── FREED ──▶ CLOSED      by the client
 *   any of these ── REMOVE ─▶ REMOVING ─ FREED ──▶ REMOVED     because the provider stops
 * </pre>
 */
enum ChannelPhase {
    /** The client's thread submits. */
    OPEN(null),
    /** The interface submits what did not fit in the ring; to the client the ring is full. */
    FEEDING(Refusal.RING_FULL),
    /** The engine stands still and the chain can be edited [XFR-6]. */
    SUSPENDED(Refusal.SUSPENDED),
    /** The provider is in low power, or waits for outstanding copies on the way there [PWR-1]. */
    POWERED_DOWN(Refusal.PROVIDER_POWERED_DOWN),
    /** A copy failed, or the engine was stopped. */
    HALTED(Refusal.HALTED),
    /** The client closes it; outstanding copies are waited for. */
    CLOSING(Refusal.CHANNEL_CLOSED),
    /** Given back. */
    CLOSED(Refusal.CHANNEL_CLOSED),
    /** The provider stops; outstanding copies are waited for. */
    REMOVING(Refusal.CHANNEL_REMOVED),
    /** Taken away. */
    REMOVED(Refusal.CHANNEL_REMOVED);

    /** What moves a channel on. */
    enum Event {
        /** A copy did not fit in the ring. */
        BACKLOG,
        /** All of it is in the ring. */
        FED,
        /** The engine is about to be suspended. */
        SUSPEND,
        /** The engine goes on. */
        RESUME,
        /** The engine stands still, or is about to be stopped. */
        HALT,
        /** The next submission is a StartDma. */
        REARM,
        /** The provider is about to go to low power. */
        POWER_DOWN,
        /** The engine works again and the channel is armed [PWR-2]. */
        POWER_UP,
        /** The engine works again; the channel stands still as it did before. */
        POWER_UP_HALTED,
        /** The client closes the channel. */
        CLOSE,
        /** The provider stops. */
        REMOVE,
        /** FreeDmaChannel was called. */
        FREED
    }

    private final Refusal refusal;

    ChannelPhase(Refusal refusal) {
        this.refusal = refusal;
    }

    /** {@return what a client is told that wants to enqueue or submit; not for OPEN} */
    Refusal refusal() {
        return refusal;
    }

    /** {@return whether the driver's channel is freed, or about to be} */
    boolean isEnding() {
        return ordinal() >= CLOSING.ordinal();
    }

    /** {@return whether the driver's channel is freed} */
    boolean isOver() {
        return this == CLOSED || this == REMOVED;
    }

    /** {@return the phase after an event; empty when the event is not legal in this phase} */
    Optional<ChannelPhase> next(Event event) {
        return Optional.ofNullable(switch (this) {
            case OPEN -> event == Event.BACKLOG ? FEEDING : running(event);
            case FEEDING -> event == Event.FED ? OPEN : running(event);
            case SUSPENDED -> switch (event) {
                case RESUME -> OPEN;
                case BACKLOG -> FEEDING;
                case HALT -> HALTED;
                case POWER_DOWN -> POWERED_DOWN;
                default -> ending(event);
            };
            case HALTED -> switch (event) {
                case REARM -> OPEN;
                case BACKLOG -> FEEDING;
                case POWER_DOWN -> POWERED_DOWN;
                default -> ending(event);
            };
            case POWERED_DOWN -> switch (event) {
                case POWER_UP -> OPEN;
                case BACKLOG -> FEEDING;
                case POWER_UP_HALTED -> HALTED;
                default -> ending(event);
            };
            case CLOSING -> event == Event.FREED ? CLOSED : null;
            case REMOVING -> event == Event.FREED ? REMOVED : null;
            case CLOSED, REMOVED -> null;
        });
    }

    private static ChannelPhase running(Event event) {
        return switch (event) {
            case SUSPEND -> SUSPENDED;
            case HALT -> HALTED;
            case POWER_DOWN -> POWERED_DOWN;
            default -> ending(event);
        };
    }

    private static ChannelPhase ending(Event event) {
        return switch (event) {
            case CLOSE -> CLOSING;
            case REMOVE -> REMOVING;
            default -> null;
        };
    }
}
