// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import java.util.List;

/** A way to copy, for one thread. */
interface CopyPath extends AutoCloseable {

    /** Does all these copies, or none when no engine is there, and reports the end of each. */
    void copy(List<CheckedCopy> copies) throws InterruptedException;

    /** Gives back what it holds. */
    @Override
    void close();
}
