// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

/**
 * Remembers a hang that a driver has ended, as it said, until a copy proves it: what hangs again before that was not
 * mended [STO-4]. One for each channel, and one for all channels of an engine. Callable from any thread.
 */
public final class MendedHangs {

    private volatile boolean unproven;
    private long mendedAt;

    /** Notes that the engine has done a copy: it works. */
    void proven() {
        if (unproven) { // rarely
            forget();
        }
    }

    /** Forgets what was: the engine is started anew. */
    public synchronized void forget() {
        unproven = false;
    }

    /**
     * Notes that a hang was ended. Copies that waited already when the last one was, as those of other channels, hang
     * for the same reason: they prove nothing.
     *
     * @param waitsSince when the copies that hung began to wait, in nanoseconds
     * @param now        in nanoseconds
     * @return whether they began after the last hang was ended, and nothing has been done since
     */
    synchronized boolean mended(long waitsSince, long now) {
        if (unproven) {
            return waitsSince - mendedAt >= 0;
        }
        unproven = true;
        mendedAt = now;
        return false;
    }
}
