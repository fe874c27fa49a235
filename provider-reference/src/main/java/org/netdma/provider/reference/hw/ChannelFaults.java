// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import org.netdma.provider.reference.hw.FaultInjector.Fate;

/** One channel's part in the faults of its engine: whether it hangs. Engine thread only. */
final class ChannelFaults {

    private static final long NONE = 0;

    private final FaultInjector injector;
    /** Which hang the channel is in. */
    private long hang = NONE;

    ChannelFaults(FaultInjector injector) {
        this.injector = injector;
    }

    /** Takes over what was written to the fault registers: a hang that is not wanted any more is over. */
    void look() {
        injector.look();
        if (!injector.isWanted(hang)) {
            endHang();
        }
    }

    /** {@return whether nothing is wrong with the channel, nor may be} */
    boolean areOver() {
        return hang == NONE && !injector.isArmed();
    }

    /** {@return what becomes of the next descriptor} */
    Fate next() {
        Fate fate = injector.next();
        if (fate == Fate.HANGS) {
            hang = injector.hang();
        }
        return fate;
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
    }

    boolean losesInterrupt() {
        return injector.losesInterrupt();
    }

    boolean interruptsWithoutCause() {
        return injector.interruptsWithoutCause();
    }
}
