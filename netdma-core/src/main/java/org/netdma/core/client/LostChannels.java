// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.client;

import java.lang.ref.Cleaner;

/** Finds channels of watched clients that nobody can use any more. */
public final class LostChannels {

    /** Its thread is there from the first watched channel on, as long as this is. */
    private Cleaner finder;

    /** Runs an action, once, after an object has become unreachable; the action must not refer to it. */
    synchronized void whenLost(Object object, Runnable action) {
        if (finder == null) {
            finder = Cleaner.create();
        }
        finder.register(object, action);
    }
}
