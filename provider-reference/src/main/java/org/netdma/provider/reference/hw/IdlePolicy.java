// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/**
 * What the engine does between the last descriptor and the next doorbell. It looks again and again for a moment, since
 * work often comes in trains; then lets other threads have the CPU; then parks, until a doorbell wakes it. Many spins
 * before parking do harm: whoever rings the doorbell waits for a CPU that the spinning holds.
 */
public enum IdlePolicy {
    /** Never parks: the quickest answer, for one whole CPU. */
    LATENCY(100, Integer.MAX_VALUE, false),
    /** Parks after some tens of microseconds: no CPU when idle. */
    BALANCED(100, 50, true),
    /** Parks almost at once. */
    ECONOMY(10, 0, true);

    private final int spins;
    private final int yields;
    private final boolean parks;

    IdlePolicy(int spins, int yields, boolean parks) {
        this.spins = spins;
        this.yields = yields;
        this.parks = parks;
    }

    int spins() {
        return spins;
    }

    int yields() {
        return yields;
    }

    /** {@return whether a doorbell may have to wake the engine} */
    boolean parks() {
        return parks;
    }
}
