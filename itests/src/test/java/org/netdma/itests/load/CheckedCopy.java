// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/**
 * One copy at a time, between regions of its own, of which every byte is known at any time: bytes that are missing, too
 * many, in the source, or that come after the end of the copy are found.
 */
final class CheckedCopy implements AutoCloseable {

    private static final int SIZE = 32 << 10;

    private final MemoryRegion source;
    private final MemoryRegion destination;
    private final ByteBuffer read;
    private final ByteBuffer written;
    private final byte[] expectedSource = new byte[SIZE];
    /** What the destination must hold while no copy runs. */
    private final byte[] expected = new byte[SIZE];
    private int sourceOffset;
    private int destinationOffset;
    private int length;

    CheckedCopy(PhysicalMemory memory) throws NetDmaException {
        source = memory.allocate(SIZE);
        destination = memory.allocate(SIZE);
        read = source.buffer();
        written = destination.buffer();
    }

    /** Chooses another copy. {@return what is wrong with the last one: it was written to after its end} */
    Optional<String> prepare(SplittableRandom random) {
        Optional<String> late = mismatch("written after the end", expected, written);
        length = 1 + random.nextInt(random.nextInt(1, SIZE)); // short ones more often than long ones
        sourceOffset = random.nextInt(SIZE - length + 1);
        destinationOffset = random.nextInt(SIZE - length + 1);
        random.nextBytes(expectedSource);
        read.put(0, expectedSource);
        return late;
    }

    /** {@return what is wrong with a copy that ended well} */
    Optional<String> verify() {
        System.arraycopy(expectedSource, sourceOffset, expected, destinationOffset, length);
        return mismatch("lost or wrong", expected, written)
                .or(() -> mismatch("overwritten in the source", expectedSource, read));
    }

    /** {@return what is wrong with a copy that ended with an error: its own bytes may be there or not, others must} */
    Optional<String> verifyFailed() {
        written.get(destinationOffset, expected, destinationOffset, length);
        return mismatch("written outside the destination", expected, written)
                .or(() -> mismatch("overwritten in the source", expectedSource, read));
    }

    private Optional<String> mismatch(String what, byte[] wanted, ByteBuffer there) {
        int at = ByteBuffer.wrap(wanted).mismatch(there);
        return at < 0 ? Optional.empty() : Optional.of("byte %d is %s; copy of %d bytes from %d to %d".formatted(at,
                what, length, sourceOffset, destinationOffset));
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
