// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.util.SplittableRandom;

/**
 * Something that is done to the engines while they copy.
 *
 * @param name   what it is, for the report
 * @param kind   whether it is something that happens to sound engines
 * @param action does it
 */
record Disturbance(String name, Kind kind, Action action) {

    /** Whose fault it is. */
    enum Kind {
        /** A person does it; the engine is sound. */
        CHANGE,
        /** The engine or its driver does wrong. */
        FAULT
    }

    /** Does it. */
    @FunctionalInterface
    interface Action {

        /**
         * Does it, and undoes it: when it returns, the engines are on their way back.
         *
         * @param random decides to whom and how
         * @return whether there was something to do it to
         * @throws Exception when it could not be done, which is a fault of the system under test
         */
        boolean run(SplittableRandom random) throws Exception;
    }

    static Disturbance change(String name, Action action) {
        return new Disturbance(name, Kind.CHANGE, action);
    }

    static Disturbance fault(String name, Action action) {
        return new Disturbance(name, Kind.FAULT, action);
    }
}
