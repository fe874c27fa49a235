// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.Random;
import org.netdma.memory.MemoryRegion;

/** Draws what clients may ask for, legal or not; knows which, without asking the interface. */
final class RandomRequests {

    private static final long[] NUMBERS = {Long.MIN_VALUE, -(1L << 32), -Arena.SIZE, -1, 0, 0, 1, 63, 4095, 4096, 4097,
        Arena.SIZE - 1, Arena.SIZE, Arena.SIZE + 1, 1L << 31, 1L << 32, Long.MAX_VALUE - 1, Long.MAX_VALUE};

    private final Random random;
    private final Arena arena;
    private final MemoryRegion ofAnotherInterface;

    RandomRequests(Random random, Arena arena, MemoryRegion ofAnotherInterface) {
        this.random = random;
        this.arena = arena;
        this.ofAnotherInterface = ofAnotherInterface;
    }

    /**
     * One side of a copy.
     *
     * @param index of the region in the arena, -1 when it is none of it
     */
    record Side(int index, MemoryRegion region, long offset) {

        boolean isLegal(long length, boolean written) {
            return index >= 0 && !(written && Arena.isConstant(index)) && length > 0 && offset >= 0
                    && length <= Arena.SIZE && offset <= Arena.SIZE - length;
        }

        int place() {
            return Arena.start(index) + (int) offset;
        }
    }

    /** A copy that a client asks for. */
    record Request(Side source, Side destination, long length) {

        boolean isLegal() {
            return source.isLegal(length, false) && destination.isLegal(length, true);
        }

        AskedCopies.Piece piece() {
            return new AskedCopies.Piece(source.place(), destination.place(), (int) length,
                    Arena.isConstant(source.index));
        }
    }

    /** {@return a request; one in two is likely to be legal} */
    Request next() {
        if (random.nextInt(10) < 6) {
            int length = 1 + random.nextInt(random.nextBoolean() ? 300 : Arena.SIZE);
            return new Request(within(random.nextInt(Arena.REGIONS), length),
                    within(2 + random.nextInt(Arena.REGIONS - 2), length), length);
        }
        return new Request(anything(), anything(), number());
    }

    private Side within(int index, int length) {
        return new Side(index, arena.region(index), random.nextInt(Arena.SIZE - length + 1));
    }

    private Side anything() {
        int index = random.nextInt(Arena.REGIONS + 4);
        MemoryRegion region = switch (index - Arena.REGIONS) {
            case 0 -> null;
            case 1 -> arena.closed(random);
            case 2 -> ofAnotherInterface;
            case 3 -> new ForeignRegion(arena.region(random.nextInt(Arena.REGIONS)).physicalAddress(), Arena.SIZE);
            default -> arena.region(index);
        };
        return new Side(index < Arena.REGIONS ? index : -1, region, number());
    }

    /** {@return a number as offsets, lengths and tickets are, or as they should not be} */
    long number() {
        return switch (random.nextInt(3)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> random.nextInt(Arena.SIZE);
            default -> random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(100);
        };
    }

    /** {@return flags; mostly ones that a client may set} */
    int flags() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> 1 << random.nextInt(32);
            default -> random.nextInt(1 << 5) & 0x1F;
        };
    }
}
