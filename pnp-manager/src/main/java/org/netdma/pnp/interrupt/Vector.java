// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import java.util.Arrays;

/** An interrupt vector and the routines connected to it: one for a message, any number for a shared line. */
final class Vector {

    private static final ConnectedInterrupt[] NONE = {};

    // Replaced as a whole under the monitor; read without it by whoever signals.
    private volatile ConnectedInterrupt[] connected = NONE;

    synchronized void add(ConnectedInterrupt interrupt) {
        ConnectedInterrupt[] more = Arrays.copyOf(connected, connected.length + 1);
        more[connected.length] = interrupt;
        connected = more;
    }

    synchronized void remove(ConnectedInterrupt interrupt) {
        connected = Arrays.stream(connected).filter(other -> other != interrupt).toArray(ConnectedInterrupt[]::new);
    }

    /** {@return whether none is connected} */
    boolean isFree() {
        return connected.length == 0;
    }

    /**
     * Asks every routine, in the order they were connected, also when one has said that the interrupt was its device's:
     * a line is an edge here, and a second device that raised it at the same moment must not wait for its own edge,
     * which may come late. A routine whose device has nothing to say looks for nothing, and does nothing.
     */
    void signal() {
        for (ConnectedInterrupt interrupt : connected) {
            interrupt.service();
        }
    }
}
