// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.provider.reference.hw.RegisterMap.ENGINE_STATUS;
import static org.netdma.provider.reference.hw.RegisterMap.OFF;
import static org.netdma.provider.reference.hw.RegisterMap.PARKED;
import static org.netdma.provider.reference.hw.RegisterMap.RUNNING;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a parked engine.
 *
 * <pre>
 *   whoever writes a register            the engine
 *   1 write the register                 A write PARKED
 *   2 full fence                         B full fence
 *   3 PARKED? then wake                  C look at the registers once more; nothing? then sleep
 * </pre>
 *
 * The fences see to it that 3 finds PARKED or C finds the register, so no doorbell is slept through.
 */
final class WakeLine {

    private final RegisterFile registers;
    private final boolean engineParks;
    private volatile Thread engine;

    WakeLine(RegisterFile registers, boolean engineParks) {
        this.registers = registers;
        this.engineParks = engineParks;
    }

    /** Wakes the engine if it is parked: called after a register was written, on any thread. */
    void pull() {
        if (!engineParks) {
            return;
        }
        VarHandle.fullFence(); // 2: counterpart of B in prepareToSleep
        if (registers.read(ENGINE_STATUS) == PARKED && registers.exchange(ENGINE_STATUS, PARKED, RUNNING)) {
            LockSupport.unpark(engine); // only the first of several wakes it
        }
    }

    /** {@return whether no thread drives the engine} */
    boolean isOff() {
        return registers.read(ENGINE_STATUS) == OFF;
    }

    /** Says that this thread drives the engine from now on. Engine thread. */
    void awake() {
        engine = Thread.currentThread();
        registers.write(ENGINE_STATUS, RUNNING);
    }

    /** Says that the engine is about to sleep; it looks at the registers once more after this. Engine thread. */
    void prepareToSleep() {
        registers.writeAndFence(ENGINE_STATUS, PARKED); // A and B: counterpart of 2 in pull
    }

    /** Sleeps until the line is pulled. Engine thread. */
    void sleep() {
        while (registers.read(ENGINE_STATUS) == PARKED) {
            LockSupport.park(this);
        }
    }

    /** Says that no thread drives the engine any more. Engine thread. */
    void off() {
        registers.write(ENGINE_STATUS, OFF);
    }
}
