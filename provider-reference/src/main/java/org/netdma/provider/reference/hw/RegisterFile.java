// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.descriptor.DescriptorLayout.LONG;

import java.nio.ByteBuffer;

/** The storage behind the {@link RegisterMap}: every register access of driver and engine goes through here. */
final class RegisterFile {

    private final ByteBuffer registers = ByteBuffer.allocateDirect(RegisterMap.WINDOW_SIZE + RegisterMap.LINE)
            .alignedSlice(RegisterMap.LINE);

    /** {@return a register and, with it, all that its writer wrote before it: acquire, counterpart of {@link #write}} */
    long read(int offset) {
        return (long) LONG.getAcquire(registers, offset);
    }

    /** {@return a register that only the caller's side writes} */
    long readOwn(int offset) {
        return (long) LONG.get(registers, offset);
    }

    /** Writes a register after all that was written before it: release, counterpart of {@link #read}. */
    void write(int offset, long value) {
        LONG.setRelease(registers, offset, value);
    }

    /** Writes a register, and lets nothing that follows be read before that is seen by all: a full fence. */
    void writeAndFence(int offset, long value) {
        LONG.setVolatile(registers, offset, value);
    }

    /** {@return whether the register held {@code expected}, and holds {@code value} now} */
    boolean exchange(int offset, long expected, long value) {
        return LONG.compareAndSet(registers, offset, expected, value);
    }

    void setBits(int offset, long bits) {
        LONG.getAndBitwiseOr(registers, offset, bits);
    }

    void clearBits(int offset, long bits) {
        LONG.getAndBitwiseAnd(registers, offset, ~bits);
    }

    /** {@return what the register held; it is 0 afterwards} */
    long readAndClear(int offset) {
        return (long) LONG.getAndSet(registers, offset, 0L);
    }
}
