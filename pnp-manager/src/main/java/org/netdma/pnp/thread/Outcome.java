// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

import java.util.Optional;

/**
 * How a driver routine ended.
 *
 * @param <T> what it returns
 */
public sealed interface Outcome<T> {

    /**
     * It returned.
     *
     * @param value what it returned
     */
    record Returned<T>(T value) implements Outcome<T> {
    }

    /**
     * It threw.
     *
     * @param thrown what it threw
     */
    record Threw<T>(Throwable thrown) implements Outcome<T> {
    }

    /**
     * It did not end in time and was interrupted.
     *
     * @param stuck its thread, which is left to it if it did not even end then
     */
    record TimedOut<T>(Optional<StuckThread> stuck) implements Outcome<T> {
    }

    /** {@return the thread that is left to it, if it did not even end when it was interrupted} */
    default Optional<StuckThread> stuckThread() {
        return this instanceof TimedOut<T> timedOut ? timedOut.stuck() : Optional.empty();
    }
}
