// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes one channel misbehave as an {@link Injection} says. A channel without one has no injector. Engine thread only.
 */
final class FaultInjector {

    private static final long LONGEST_DELAY = TimeUnit.SECONDS.toNanos(1);

    private final Injection injection;
    private long descriptors;
    private long interrupts;

    FaultInjector(Injection injection) {
        this.injection = injection;
    }

    /** What becomes of the next descriptor. */
    enum Fate {
        DONE, FAILS, HANGS
    }

    /** {@return what becomes of the next descriptor; waits if it shall be slow} */
    Fate next() {
        descriptors++;
        return switch (injection.kind()) {
            case ERROR -> descriptors >= injection.argument() ? Fate.FAILS : Fate.DONE;
            case HANG -> descriptors >= injection.argument() ? Fate.HANGS : Fate.DONE;
            case SLOW -> {
                delay(Math.min(injection.argument(), LONGEST_DELAY));
                yield Fate.DONE;
            }
            case NONE, LOST_INTERRUPTS -> Fate.DONE;
        };
    }

    private static void delay(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** {@return whether the next interrupt gets lost} */
    boolean losesInterrupt() {
        return injection.kind() == Injection.Kind.LOST_INTERRUPTS && ++interrupts <= injection.argument();
    }
}
