// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

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
     * @param stuck whether it did not even end then: its thread is left to it
     */
    record TimedOut<T>(boolean stuck) implements Outcome<T> {
    }
}
