// SPDX-License-Identifier: Apache-2.0
package org.netdma.fault;

import java.time.Duration;
import org.netdma.wdm.NtStatus;

/**
 * Something that a device shall do wrong, with its details. Descriptors are counted over all channels of the engine,
 * from the injection on: 1 is the next one begun. Those that move no bytes, such as the ones with which the interface
 * opens a channel, are not counted. The constructors throw IllegalArgumentException for a value out of its range.
 */
public sealed interface Fault {

    /** The longest delay of {@link Slow}. */
    Duration LONGEST_DELAY = Duration.ofSeconds(1);

    /** {@return what it is} */
    FaultKind kind();

    /**
     * The engine fails descriptors, as on a bus error: their channel halts, with an interrupt [INT-3].
     *
     * @param descriptor the first that fails, 1 or more
     * @param times      how many fail, one after the other, 1 or more
     */
    record EngineError(long descriptor, long times) implements Fault {
        public EngineError {
            requirePositive("descriptor", descriptor);
            requirePositive("times", times);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.ENGINE_ERROR;
        }
    }

    /**
     * The engine never begins a descriptor, nor any behind it in that channel, until the channel is aborted or reset,
     * or the fault is cleared; other channels go on [STO-4].
     *
     * @param descriptor the one that is not begun, 1 or more
     * @param deaf       whether the channel obeys no command either, so that aborting and resetting it fails, and it
     *                   goes on only when the fault is cleared or the device restarted
     */
    record Hang(long descriptor, boolean deaf) implements Fault {
        public Hang {
            requirePositive("descriptor", descriptor);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.HANG;
        }
    }

    /**
     * The engine takes longer for each descriptor, until the fault is cleared.
     *
     * @param delay by so much, more than 0, at most {@link #LONGEST_DELAY}
     */
    record Slow(Duration delay) implements Fault {
        public Slow {
            if (delay == null || delay.isNegative() || delay.isZero() || delay.compareTo(LONGEST_DELAY) > 0) {
                throw new IllegalArgumentException("delay is %s, expected more than 0, at most %s"
                        .formatted(delay, LONGEST_DELAY));
            }
        }

        @Override
        public FaultKind kind() {
            return FaultKind.SLOW;
        }
    }

    /**
     * The engine inverts the first byte that a descriptor writes, and says that all is well. Only who compares finds
     * out.
     *
     * @param descriptor the first that is spoilt, 1 or more
     * @param times      how many are, one after the other, 1 or more
     */
    record Corruption(long descriptor, long times) implements Fault {
        public Corruption {
            requirePositive("descriptor", descriptor);
            requirePositive("times", times);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.CORRUPTION;
        }
    }

    /**
     * Interrupts of the engine do not arrive.
     *
     * @param times how many, beginning with the next, 1 or more
     */
    record LostInterrupt(long times) implements Fault {
        public LostInterrupt {
            requirePositive("times", times);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.LOST_INTERRUPT;
        }
    }

    /**
     * The engine interrupts without cause, before it begins a descriptor.
     *
     * @param times before how many descriptors, beginning with the next, 1 or more
     */
    record SpuriousInterrupt(long times) implements Fault {
        public SpuriousInterrupt {
            requirePositive("times", times);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.SPURIOUS_INTERRUPT;
        }
    }

    /**
     * The driver refuses AllocateDmaChannel [CHN-3].
     *
     * @param status what it returns, no success
     * @param times  how often, 1 or more
     */
    record AllocationFailure(NtStatus status, long times) implements Fault {
        public AllocationFailure {
            if (status == null || status.isSuccess()) {
                throw new IllegalArgumentException("status is " + status + ", expected an error");
            }
            requirePositive("times", times);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.ALLOCATION_FAILURE;
        }
    }

    /**
     * An entry point of the driver throws [PNP-18].
     *
     * @param entryPoint which
     * @param times      how often, 1 or more
     */
    record DriverException(DriverEntryPoint entryPoint, long times) implements Fault {
        public DriverException {
            if (entryPoint == null) {
                throw new IllegalArgumentException("entryPoint is missing");
            }
            requirePositive("times", times);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.DRIVER_EXCEPTION;
        }
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d, expected 1 or more".formatted(name, value));
        }
    }
}
