// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

/** One way to copy memory, open for one sample. Used by one thread. */
public interface CopyPort extends AutoCloseable {

    /** How many copies may be outstanding: what each contender has room for. */
    int ENTRIES = 1024;

    /**
     * Submits the copies of the walk's next blocks as one batch.
     *
     * @param walk  says what to copy
     * @param batch how many blocks; there is room for them
     */
    void submit(Walk walk, int batch);

    /** {@return how many copies are done since the port was opened, without waiting} */
    long completed();

    /**
     * Waits as a user of this contender waits for a single copy.
     *
     * @param count of copies that are to be done since the port was opened
     */
    default void await(long count) {
        Spin spin = new Spin();
        while (completed() < count) {
            spin.pause();
        }
    }

    /** {@return whether the destination holds what this many copies since the walk started over wrote} */
    default boolean isIntact(Walk walk, long copies) {
        return walk.isIntact(copies);
    }

    /** Ends the contender's threads. Nothing is outstanding. */
    @Override
    void close();

    /** Opens ports. */
    @FunctionalInterface
    interface Factory {

        /**
         * Opens the contender, with its threads.
         *
         * @param walk    the memory that copies will be made in
         * @param request what will be measured
         * @return the port, to be closed by the caller
         * @throws Exception when the contender does not open
         */
        CopyPort open(Walk walk, Request request) throws Exception;
    }
}
