// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.util.SplittableRandom;

/** Something that is done to the engines while they copy. */
interface Disturbance {

    /** {@return what it is, for the report} */
    String name();

    /**
     * Does it, and undoes it: when it returns, the engines are on their way back.
     *
     * @param random decides to whom and how
     * @return whether there was something to do it to
     * @throws Exception when it could not be done, which is a fault of the system under test
     */
    boolean disturb(SplittableRandom random) throws Exception;
}
