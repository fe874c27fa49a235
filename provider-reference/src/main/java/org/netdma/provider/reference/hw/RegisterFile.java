// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The storage behind the {@link RegisterMap}: every register access of driver and engine goes through here. */
final class RegisterFile {

    private static final VarHandle REGISTER = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int REGISTER_SHIFT = 3;

    private final long[] registers = new long[RegisterMap.WINDOW_SIZE >> REGISTER_SHIFT];

    /**
     * {@return a register and, with it, all that its writer wrote before it: acquire, counterpart of {@link #write}}
     */
    long read(int offset) {
        return (long) REGISTER.getAcquire(registers, offset >> REGISTER_SHIFT);
    }

    /** {@return a register that only the caller's side writes} */
    long readOwn(int offset) {
        return (long) REGISTER.get(registers, offset >> REGISTER_SHIFT);
    }

    /** Writes a register after all that was written before it: release, counterpart of {@link #read}. */
    void write(int offset, long value) {
        REGISTER.setRelease(registers, offset >> REGISTER_SHIFT, value);
    }

    /** Writes a register, and lets nothing that follows be read before that is seen by all: a full fence. */
    void writeAndFence(int offset, long value) {
        REGISTER.setVolatile(registers, offset >> REGISTER_SHIFT, value);
    }

    /** {@return whether the register held {@code expected}, and holds {@code value} now} */
    boolean exchange(int offset, long expected, long value) {
        return REGISTER.compareAndSet(registers, offset >> REGISTER_SHIFT, expected, value);
    }

    void setBits(int offset, long bits) {
        REGISTER.getAndBitwiseOr(registers, offset >> REGISTER_SHIFT, bits);
    }

    void clearBits(int offset, long bits) {
        REGISTER.getAndBitwiseAnd(registers, offset >> REGISTER_SHIFT, ~bits);
    }

    /** Makes all registers 0, as at power-up; while no thread drives the engine. */
    void clear() {
        for (int n = 0; n < registers.length; n++) {
            REGISTER.setRelease(registers, n, 0L);
        }
    }

    /** {@return what the register held; it is 0 afterwards} */
    long readAndClear(int offset) {
        return (long) REGISTER.getAndSet(registers, offset >> REGISTER_SHIFT, 0L);
    }
}
