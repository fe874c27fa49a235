// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider;

/**
 * Makes HotSpot throw the {@code InternalError} of an access to a page that is gone, which JDKs before 21 only note down
 * for the thread. They throw it when Java code comes back from a call into the VM that may throw. Allocating an array of
 * arrays is such a call in the interpreter and for both compilers, provided that its length is not known to the compiler:
 * short ones of known length are allocated in place. What does not serve: native methods, whether they wait or not,
 * monitors and safepoints, which leave the note where it is or keep it for later.
 */
final class LateFaults {

    /** Zero; not final, so that no compiler knows. */
    private static int length;
    /** Keeps the array, so that no compiler removes it. */
    private static volatile Object kept;

    private LateFaults() {
    }

    /** Throws what an earlier access of this thread failed with, if anything. */
    static void surface() {
        kept = new byte[length][0];
    }
}
