// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.netdma.provider.reference.hw.Injection.Kind;

/**
 * Makes an engine misbehave as its fault registers say. There is one for all channels; each looks at it from the INJECT
 * command on until nothing is armed any more, so that a sound engine never does. Engine thread only.
 */
final class FaultInjector {

    private static final long LONGEST_DELAY = TimeUnit.SECONDS.toNanos(1);
    private static final Kind[] KINDS = Kind.values();

    private final RegisterFile registers;
    private final Circuit[] circuits = new Circuit[KINDS.length];

    FaultInjector(RegisterFile registers) {
        this.registers = registers;
        for (Kind kind : KINDS) {
            circuits[kind.ordinal()] = new Circuit(RegisterMap.fault(kind));
        }
    }

    /** What becomes of the next descriptor. */
    enum Fate {
        DONE, FAILS, HANGS, SPOILT
    }

    /** One kind of fault. */
    private final class Circuit {
        private final int base;
        private long control;
        private long before;
        private long every;
        private long argument;
        private long left;
        private long happened;

        Circuit(int base) {
            this.base = base;
        }

        /** Takes over the registers if they were written since. */
        void look() {
            long written = registers.read(base + RegisterMap.FAULT_CONTROL); // acquire: the others were written before
            if (written == control) {
                return;
            }
            control = written;
            before = registers.read(base + RegisterMap.FAULT_DESCRIPTOR) - 1;
            argument = registers.read(base + RegisterMap.FAULT_ARGUMENT);
            every = Math.max(1, registers.read(base + RegisterMap.FAULT_EVERY));
            long times = registers.read(base + RegisterMap.FAULT_TIMES);
            left = !RegisterMap.isArmed(written) ? 0 : times == 0 ? Long.MAX_VALUE : times;
            happened = 0;
            registers.write(base + RegisterMap.FAULT_HITS, 0);
        }

        boolean isArmed() {
            return left > 0;
        }

        /** {@return whether it happens to this descriptor, or to this interrupt} */
        boolean happens() {
            if (left == 0 || before-- > 0) {
                return false;
            }
            before = every - 1;
            left--;
            registers.write(base + RegisterMap.FAULT_HITS, ++happened);
            return true;
        }

        long argument() {
            return argument;
        }
    }

    private Circuit circuit(Kind kind) {
        return circuits[kind.ordinal()];
    }

    /** Takes over what was written to the registers. */
    void look() {
        for (Circuit circuit : circuits) {
            circuit.look();
        }
    }

    /** {@return whether anything may go wrong yet} */
    boolean isArmed() {
        for (Circuit circuit : circuits) {
            if (circuit.isArmed()) {
                return true;
            }
        }
        return false;
    }

    /** {@return what becomes of the next descriptor; waits if it shall be slow} */
    Fate next() {
        if (circuit(Kind.SLOW).happens()) {
            delay(Math.min(circuit(Kind.SLOW).argument(), LONGEST_DELAY));
        }
        // each counts each descriptor, whatever becomes of it
        boolean hangs = circuit(Kind.HANG).happens();
        boolean fails = circuit(Kind.ERROR).happens();
        boolean spoilt = circuit(Kind.CORRUPTION).happens();
        return hangs ? Fate.HANGS : fails ? Fate.FAILS : spoilt ? Fate.SPOILT : Fate.DONE;
    }

    private static void delay(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** {@return what the driver is told of a descriptor that fails} */
    long errorDetail() {
        return circuit(Kind.ERROR).argument();
    }

    /** {@return whether the next interrupt gets lost} */
    boolean losesInterrupt() {
        return circuit(Kind.LOST_INTERRUPT).happens();
    }

    /** {@return whether to interrupt without cause} */
    boolean interruptsWithoutCause() {
        return circuit(Kind.SPURIOUS_INTERRUPT).happens();
    }

    /** {@return the hang that happens now, to ask later whether it is still wanted} */
    long hang() {
        return circuit(Kind.HANG).control;
    }

    /** {@return whether the registers hold that hang still} */
    boolean isWanted(long hang) {
        return registers.read(RegisterMap.fault(Kind.HANG) + RegisterMap.FAULT_CONTROL) == hang;
    }

    /** {@return whether a channel that hangs obeys no command} */
    boolean isDeaf() {
        return circuit(Kind.HANG).argument() != 0;
    }
}
