// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

/** Binds threads to CPUs, where operating system and installation allow it. */
@FunctionalInterface
public interface ThreadPinner {

    /** Binds none. */
    ThreadPinner NONE = cpu -> false;

    /**
     * Binds the calling thread.
     *
     * @param cpu which of the CPUs that this process may use, from 0 on
     * @return whether the thread runs on that CPU and no other from now on
     */
    boolean pin(int cpu);
}
