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
 *   HALT │ │ REARM  HALT │ │ BACKLOG
 *        ▼ │             ▼ │
 *       ──────── HALTED ────────    nobody
 *
 *   OPEN, FEEDING, HALTED ── CLOSE ──▶ CLOSING ── FREED ──▶ CLOSED      by the client
 *   OPEN, FEEDING, HALTED ── REMOVE ─▶ REMOVING ─ FREED ──▶ REMOVED     because the provider stops
 * </pre>
 */
enum ChannelPhase {
    /** The client's thread submits. */
    OPEN(null),
    /** The interface submits what did not fit in the ring; to the client the ring is full. */
    FEEDING(Refusal.RING_FULL),
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
        /** The engine stands still, or is about to be stopped. */
        HALT,
        /** The next submission is a StartDma. */
        REARM,
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
            case OPEN -> event == Event.BACKLOG ? FEEDING : stopping(event);
            case FEEDING -> event == Event.FED ? OPEN : stopping(event);
            case HALTED -> switch (event) {
                case REARM -> OPEN;
                case BACKLOG -> FEEDING;
                case CLOSE -> CLOSING;
                case REMOVE -> REMOVING;
                case FED, HALT, FREED -> null;
            };
            case CLOSING -> event == Event.FREED ? CLOSED : null;
            case REMOVING -> event == Event.FREED ? REMOVED : null;
            case CLOSED, REMOVED -> null;
        });
    }

    private static ChannelPhase stopping(Event event) {
        return switch (event) {
            case HALT -> HALTED;
            case CLOSE -> CLOSING;
            case REMOVE -> REMOVING;
            case BACKLOG, FED, REARM, FREED -> null;
        };
    }
}
