// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.traffic;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/**
 * A source and a destination for one copy at a time, with guard zones on both sides of each: tells bytes that are
 * missing from bytes that are too many, and from a source that was written to. A write that comes after the end of its
 * copy is found when the payload is used again.
 */
final class Payload implements AutoCloseable {

    /** Bytes before and after, beyond any alignment. */
    private static final int GUARD = 256;
    private static final int ALIGNMENTS = 4096;
    private static final byte UNTOUCHED = (byte) 0xA5;

    private final MemoryRegion source;
    private final MemoryRegion destination;
    private final ByteBuffer read;
    private final ByteBuffer written;
    private int sourceOffset;
    private int destinationOffset;
    private int length;
    private long pattern;
    private boolean settled;

    Payload(PhysicalMemory memory, int longest) throws NetDmaException {
        int size = longest + ALIGNMENTS + 2 * GUARD;
        source = memory.allocate(size);
        destination = memory.allocate(size);
        read = source.buffer();
        written = destination.buffer();
        fill(written, 0, written.capacity());
    }

    private static void fill(ByteBuffer buffer, int from, int to) {
        int at = from;
        for (; at < to && (at & 7) != 0; at++) {
            buffer.put(at, UNTOUCHED);
        }
        for (; at + 8 <= to; at += 8) {
            buffer.putLong(at, 0xA5A5_A5A5_A5A5_A5A5L);
        }
        for (; at < to; at++) {
            buffer.put(at, UNTOUCHED);
        }
    }

    /** Chooses place and length of the next copy and fills the source. {@return what is wrong with the last copy} */
    Optional<String> prepare(SplittableRandom random, int longest) {
        Optional<String> late = settled ? lateWrite() : Optional.empty();
        fill(written, Math.max(0, destinationOffset - GUARD), destinationOffset + length + GUARD);
        // short ones as often as long ones
        int magnitude = random.nextInt(1, 33 - Integer.numberOfLeadingZeros(longest));
        length = 1 + (int) Math.min(longest - 1, random.nextLong(1L << magnitude));
        sourceOffset = GUARD + random.nextInt(ALIGNMENTS);
        destinationOffset = GUARD + random.nextInt(ALIGNMENTS);
        pattern = random.nextLong();
        for (int i = 0; i < length; i++) {
            read.put(sourceOffset + i, at(i));
        }
        settled = false;
        return late;
    }

    private byte at(int index) {
        long mixed = (pattern + (index >>> 3)) * 0x9E37_79B9_7F4A_7C15L;
        return (byte) (mixed >>> (index & 7) * 8 ^ index);
    }

    /** {@return what is wrong with a copy that is said to be done} */
    Optional<String> verify() {
        for (int i = 0; i < length; i++) {
            if (written.get(destinationOffset + i) != at(i)) {
                return Optional.of(fault("byte %d is missing or wrong".formatted(i)));
            }
        }
        return intact();
    }

    /** {@return what is wrong apart from the destination, whatever came of the copy} */
    Optional<String> intact() {
        for (int i = 0; i < length; i++) {
            if (read.get(sourceOffset + i) != at(i)) {
                return Optional.of(fault("source byte %d was overwritten".formatted(i)));
            }
        }
        int end = destinationOffset + length;
        for (int i = 1; i <= GUARD; i++) {
            if (written.get(destinationOffset - i) != UNTOUCHED) {
                return Optional.of(fault("byte %d before the destination was written".formatted(i)));
            }
            if (written.get(end + i - 1) != UNTOUCHED) {
                return Optional.of(fault("byte %d behind the destination was written".formatted(i)));
            }
        }
        fill(written, destinationOffset, end);
        settled = true;
        return Optional.empty();
    }

    /** {@return whether something was written after the copy had ended} */
    private Optional<String> lateWrite() {
        for (int i = 0; i < length; i++) {
            if (written.get(destinationOffset + i) != UNTOUCHED) {
                return Optional.of(fault("byte %d was written after the copy had ended".formatted(i)));
            }
        }
        return Optional.empty();
    }

    private String fault(String what) {
        return "%s: %d bytes from offset %d to offset %d, pattern %016x".formatted(what, length, sourceOffset,
                destinationOffset, pattern);
    }

    MemoryRegion source() {
        return source;
    }

    MemoryRegion destination() {
        return destination;
    }

    int sourceOffset() {
        return sourceOffset;
    }

    int destinationOffset() {
        return destinationOffset;
    }

    int length() {
        return length;
    }

    @Override
    public void close() throws NetDmaException {
        source.close();
        destination.close();
    }
}
