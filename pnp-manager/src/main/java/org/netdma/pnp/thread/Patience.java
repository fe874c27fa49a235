// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a driver's routine is waited for: a limit that begins anew while what the routine itself waits for goes on,
 * but not for ever [PNP-18]. For one waiter.
 */
public final class Patience {

    private static final System.Logger LOG = System.getLogger(Patience.class.getName());
    private static final int MOST_RENEWALS = 100;

    private final String what;
    private final Duration limit;
    private final LongSupplier progress;
    private long before;
    private int renewals;

    /**
     * @param what     is waited for, for the log
     * @param limit    how long without progress; up to twice as long after the last
     * @param progress a number that grows while what the routine waits for goes on
     */
    public Patience(String what, Duration limit, LongSupplier progress) {
        this.what = what;
        this.limit = limit;
        this.progress = progress;
        before = progress.getAsLong();
    }

    /** {@return how long to wait before {@link #renew} is asked} */
    public Duration limit() {
        return limit;
    }

    /** {@return whether to wait for the limit once more, now that it has passed} */
    public boolean renew() {
        long now = progress.getAsLong();
        if (now == before || renewals == MOST_RENEWALS) {
            return false;
        }
        before = now;
        renewals++;
        LOG.log(Level.INFO, "{0} takes more than {1} ms, and is waited for: the copies that it waits for go on", what,
                limit.multipliedBy(renewals).toMillis());
        return true;
    }
}
