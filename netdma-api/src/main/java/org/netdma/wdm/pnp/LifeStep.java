// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import java.time.Instant;
import java.util.Objects;
import org.netdma.wdm.NtStatus;

/**
 * One step in the life of a device.
 *
 * @param at     when; of equal steps in a row, when the last of them was
 * @param kind   what kind of step
 * @param from   who calls, answers, or notes
 * @param to     who is called or answered; {@code from} itself for a note
 * @param text   what is called, answered or noted, in the words of Windows: {@code AddDevice}, {@code START_DEVICE}
 * @param status of an answer; SUCCESS otherwise
 * @param times  how often in a row, 1 or more
 */
public record LifeStep(Instant at, Kind kind, LifeParty from, LifeParty to, String text, NtStatus status, int times) {

    /** What kinds of steps there are. */
    public enum Kind {
        /** A routine is called, or an IRP passed on. */
        CALL,
        /** A routine returned, or an IRP was completed. */
        ANSWER,
        /** Something happened inside the PnP manager: a state was reached, resources were assigned. */
        NOTE
    }

    public LifeStep {
        Objects.requireNonNull(at);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(text);
        Objects.requireNonNull(status);
    }
}
