// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import org.netdma.provider.reference.hw.FaultInjector.Fate;

/** One channel's part in the faults of its engine: whether any may happen, and whether it hangs. Engine thread only. */
final class ChannelFaults {

    private static final long NONE = 0;

    private final FaultInjector injector;
    /** Which hang the channel is in. */
    private long hang = NONE;
    /** Whether the channel has looked, and something is or may go wrong. */
    private boolean active;

    ChannelFaults(FaultInjector injector) {
        this.injector = injector;
    }

    /** {@return whether something is wrong with the channel, or may go wrong} */
    boolean areActive() {
        return active;
    }

    /** Takes over what was written to the fault registers: a hang that is not wanted any more is over. */
    void look() {
        injector.look();
        if (!injector.isWanted(hang)) {
            hang = NONE;
        }
        update();
    }

    private void update() {
        active = hang != NONE || injector.isArmed();
    }

    /** {@return what becomes of the next descriptor} */
    Fate next() {
        Fate fate = injector.next();
        if (fate == Fate.HANGS) {
            hang = injector.hang();
        }
        return fate;
    }

    /** {@return what the driver is told of a descriptor that fails now} */
    long errorDetail() {
        return injector.errorDetail();
    }

    /** A descriptor is done, or fails, or hangs: what was armed for it alone is over. */
    void descriptorOver() {
        update();
    }

    /** {@return whether the channel begins no descriptor} */
    boolean isHanging() {
        return hang != NONE;
    }

    /** {@return whether the channel hangs and obeys no command} */
    boolean isDeaf() {
        return hang != NONE && injector.isWanted(hang) && injector.isDeaf();
    }

    /** The channel was aborted, reset or detached. */
    void endHang() {
        hang = NONE;
        update();
    }

    boolean losesInterrupt() {
        return active && injector.losesInterrupt();
    }

    boolean interruptsWithoutCause() {
        return injector.interruptsWithoutCause();
    }
}
