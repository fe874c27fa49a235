// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

/** A thread that is left to a driver's routine which does not return [PNP-18]. */
@FunctionalInterface
public interface StuckThread {

    /** {@return whether the routine has returned after all} */
    boolean hasReturned();
}
