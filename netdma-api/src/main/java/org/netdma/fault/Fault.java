// SPDX-License-Identifier: Apache-2.0
package org.netdma.fault;

import java.time.Duration;
import org.netdma.wdm.NtStatus;

/**
 * Something that a device shall do wrong, with its details. Descriptors are counted over all channels of the engine,
 * from the injection on: 1 is the next one begun. Those that move no bytes, such as the ones with which the interface
 * opens a channel, are not counted. The constructors throw IllegalArgumentException for a value out of its range.
 *
 * <p>{@code times} is how often a fault happens before it is over; {@link #UNTIL_CLEARED} for no end of its own.
 */
public sealed interface Fault {

    /** As {@code times}: the fault goes on until it is cleared or replaced, or the device stops or loses power. */
    long UNTIL_CLEARED = 0;

    /** The longest delay of {@link Slow}. */
    Duration LONGEST_DELAY = Duration.ofSeconds(1);

    /** {@return what it is} */
    FaultKind kind();

    /**
     * The engine fails descriptors, as on a bus error: their channel halts, with an interrupt [INT-3], and the driver
     * names the status as the reason [MEM-10].
     *
     * @param descriptor the first that fails, 1 or more
     * @param every      each so many-th from that one on fails: 1 for one after the other, 1 or more
     * @param times      how many fail, {@link #UNTIL_CLEARED} or more
     * @param status     with which they fail: an error, IO_DEVICE_ERROR where nothing else is to be shown; neither
     *                   CANCELLED nor DEVICE_REMOVED, by which clients are told that the engine did not fail
     */
    record EngineError(long descriptor, long every, long times, NtStatus status) implements Fault {
        public EngineError {
            requirePositive("every", every);
            requirePositive("descriptor", descriptor);
            requireTimes(times);
            requireError(status);
            if (status == NtStatus.CANCELLED || status == NtStatus.DEVICE_REMOVED) {
                throw new IllegalArgumentException("status is %s, which is what the interface says of %s, expected an "
                        .formatted(status, status == NtStatus.CANCELLED ? "copies that were not attempted"
                                : "devices that are gone") + "error of an engine");
            }
        }

        /** Descriptors that fail one after the other, with IO_DEVICE_ERROR. */
        public EngineError(long descriptor, long times) {
            this(descriptor, 1, times, NtStatus.IO_DEVICE_ERROR);
        }

        /** {@return the failure of each so many-th descriptor, with IO_DEVICE_ERROR, until it is cleared} */
        public static EngineError ofEvery(long every) {
            return new EngineError(every, every, UNTIL_CLEARED, NtStatus.IO_DEVICE_ERROR);
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
     * @param every      each so many-th from that one on is: 1 for one after the other, 1 or more
     * @param times      how many are, {@link #UNTIL_CLEARED} or more
     */
    record Corruption(long descriptor, long every, long times) implements Fault {
        public Corruption {
            requirePositive("every", every);
            requirePositive("descriptor", descriptor);
            requireTimes(times);
        }

        /** Descriptors that are spoilt one after the other. */
        public Corruption(long descriptor, long times) {
            this(descriptor, 1, times);
        }

        /** {@return the corruption of each so many-th descriptor, until it is cleared} */
        public static Corruption ofEvery(long every) {
            return new Corruption(every, every, UNTIL_CLEARED);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.CORRUPTION;
        }
    }

    /**
     * Interrupts of the engine do not arrive.
     *
     * @param times how many, beginning with the next, {@link #UNTIL_CLEARED} or more
     */
    record LostInterrupt(long times) implements Fault {
        public LostInterrupt {
            requireTimes(times);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.LOST_INTERRUPT;
        }
    }

    /**
     * The engine interrupts without cause, before it begins a descriptor.
     *
     * @param times before how many descriptors, beginning with the next, {@link #UNTIL_CLEARED} or more
     */
    record SpuriousInterrupt(long times) implements Fault {
        public SpuriousInterrupt {
            requireTimes(times);
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
     * @param times  how often, {@link #UNTIL_CLEARED} or more
     */
    record AllocationFailure(NtStatus status, long times) implements Fault {
        public AllocationFailure {
            requireError(status);
            requireTimes(times);
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
     * @param times      how often, {@link #UNTIL_CLEARED} or more
     */
    record DriverException(DriverEntryPoint entryPoint, long times) implements Fault {
        public DriverException {
            if (entryPoint == null) {
                throw new IllegalArgumentException("entryPoint is missing");
            }
            requireTimes(times);
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

    private static void requireTimes(long times) {
        if (times < UNTIL_CLEARED) {
            throw new IllegalArgumentException("times is %d, expected 1 or more, or %d for no end before it is cleared"
                    .formatted(times, UNTIL_CLEARED));
        }
    }

    private static void requireError(NtStatus status) {
        if (status == null || status.isSuccess()) {
            throw new IllegalArgumentException("status is " + status + ", expected an error");
        }
    }
}
