// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import org.opentest4j.TestAbortedException;

/**
 * Ends a test that can say nothing, because something that it builds on does not work. The test is skipped; another
 * test is about what does not work, and fails. Where none fails, the test class does.
 */
public final class BrokenPremise extends TestAbortedException {

    private static final long serialVersionUID = 1;

    /** @param what does not work */
    public BrokenPremise(String what) {
        super(what);
    }

    /** Ends the test unless something works. */
    public static void unless(boolean works, String what) {
        if (!works) {
            throw new BrokenPremise(what);
        }
    }
}
