// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.provider.reference.hw.RegisterMap.ENGINE_STATUS;
import static org.netdma.provider.reference.hw.RegisterMap.OFF;
import static org.netdma.provider.reference.hw.RegisterMap.PARKED;
import static org.netdma.provider.reference.hw.RegisterMap.RUNNING;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a parked engine.
 *
 * <pre>
 *   whoever writes a register            the engine
 *   1 write the register                 A write PARKED
 *   2 PARKED? then wake                  B nap, look at the registers once more; nothing? then sleep
 * </pre>
 *
 * No fence stands between 1 and 2, since it would make every doorbell wait until the descriptors have reached the
 * engine's cache. So 2 may find RUNNING although 1 is not seen yet when A is; but a store is seen within microseconds,
 * and the nap is longer: B finds it. Should a store take longer than any processor takes, the engine still looks once
 * in each {@link #SLEEP_NANOS}.
 */
final class WakeLine {

    private static final long NAP_NANOS = 100_000;
    private static final long SLEEP_NANOS = 1_000_000_000;

    private final RegisterFile registers;
    private final boolean engineParks;
    private volatile Thread engine;
    /** Counts power-ups and power-downs: an engine that went through one has forgotten all it was commanded. */
    private final AtomicInteger powerChanges = new AtomicInteger();

    WakeLine(RegisterFile registers, boolean engineParks) {
        this.registers = registers;
        this.engineParks = engineParks;
    }

    /** Wakes the engine if it is parked: called after a register was written, on any thread. */
    void pull() {
        if (!engineParks) {
            return;
        }
        if (registers.read(ENGINE_STATUS) == PARKED && registers.exchange(ENGINE_STATUS, PARKED, RUNNING)) {
            LockSupport.unpark(engine); // only the first of several wakes it
        }
    }

    /** {@return whether no thread drives the engine} */
    boolean isOff() {
        return registers.read(ENGINE_STATUS) == OFF;
    }

    /** Says that a thread drives the engine from now on: commands wait until it has obeyed them. */
    void on(Thread thread) {
        engine = thread;
        powerChanges.incrementAndGet();
        awake();
    }

    /** Says that the engine looks at its registers by itself. Engine thread. */
    void awake() {
        registers.write(ENGINE_STATUS, RUNNING);
    }

    /** Says that the engine is about to sleep; it looks at the registers once more after this. Engine thread. */
    void prepareToSleep() {
        registers.writeAndFence(ENGINE_STATUS, PARKED); // A: counterpart of 2 in pull
    }

    /** Sleeps until the line is pulled, but not long: the engine then looks for a store on its way. Engine thread. */
    void nap() {
        sleep(NAP_NANOS);
    }

    /** Sleeps until the line is pulled, or for so long that the engine looks for the impossible. Engine thread. */
    void sleep() {
        sleep(SLEEP_NANOS);
    }

    private void sleep(long nanos) {
        if (isAsleep()) {
            LockSupport.parkNanos(this, nanos); // may end early, for no reason: the engine looks and comes back
        }
    }

    /** {@return whether the line was not pulled since the engine prepared to sleep. Engine thread} */
    boolean isAsleep() {
        return registers.read(ENGINE_STATUS) == PARKED;
    }

    /** Says that no thread drives the engine any more. Engine thread. */
    void off() {
        registers.write(ENGINE_STATUS, OFF);
        powerChanges.incrementAndGet();
    }

    /** {@return a number that is another one after each power-up and power-down} */
    int powerChanges() {
        return powerChanges.get();
    }
}
