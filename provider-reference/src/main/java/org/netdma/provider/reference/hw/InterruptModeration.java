// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/**
 * Decides when a channel's interrupt is raised. Waking the CPU that takes it costs more than a small copy, so while
 * copies go on one interrupt tells of many [INT-1]. It comes
 * <ul>
 * <li>once the channel has had nothing to do for a microsecond: no longer does a single copy wait for it;</li>
 * <li>once as much is done as is left, unless the one before was just now: a client that submits as its copies
 * complete keeps the engine busy;</li>
 * <li>at latest after the delay that the engine was built with; if that is 0, at once.</li>
 * </ul>
 * Errors are not held back. Engine thread only; times are in nanoseconds.
 */
final class InterruptModeration {

    /** How long the channel has had nothing to do when nothing more is expected. */
    static final long GRACE = 1_000;
    /** Since the interrupt before: a few times what it costs. */
    static final long JUST_NOW = 20_000;

    private final long delay;
    private boolean due;
    /** Whether the times below are those of the interrupt that is due. */
    private boolean timed;
    private boolean idle;
    private long dueSince;
    private long idleSince;
    private long done;
    private boolean raisedBefore;
    private long raisedAt;

    /** @param delay longest time to hold an interrupt back; 0 for not at all */
    InterruptModeration(long delay) {
        this.delay = delay;
    }

    /** A descriptor asks for an interrupt. {@return whether it is to be raised at once; else it is due} */
    boolean request() {
        due = delay > 0;
        return !due;
    }

    /** {@return whether an interrupt is held back} */
    boolean isDue() {
        return due;
    }

    /**
     * {@return whether the interrupt that is due is to be raised now}; asked again and again while it is due.
     *
     * @param now  time
     * @param more how many descriptors were done since the last look
     * @param left how many are submitted and not done
     */
    boolean isOver(long now, long more, long left) {
        if (!timed) {
            timed = true;
            dueSince = now;
        }
        done += more;
        boolean idleNow = more == 0 && left == 0;
        if (idleNow && !idle) {
            idleSince = now;
        }
        idle = idleNow;
        boolean over = idle && now - idleSince >= GRACE
                || now - dueSince >= delay
                || left > 0 && done >= left && !(raisedBefore && now - raisedAt < JUST_NOW);
        if (over) {
            raisedBefore = true;
            raisedAt = now;
        }
        return over;
    }

    /** An interrupt is raised, which tells of all that is done; or whoever waited for it is there no more. */
    void clear() {
        due = false;
        timed = false;
        idle = false;
        done = 0;
    }
}
