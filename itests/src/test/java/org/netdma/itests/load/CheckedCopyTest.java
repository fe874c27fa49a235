// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.MemoryUsage;
import org.netdma.memory.PhysicalMemory;

/** What the client that copies all the time finds wrong, and what not. */
class CheckedCopyTest {

    private final List<MemoryRegion> regions = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(3);
    private CheckedCopy copy;
    private ByteBuffer source;
    private ByteBuffer destination;

    @BeforeEach
    void prepare() throws NetDmaException {
        copy = new CheckedCopy(new HeapMemory());
        source = regions.get(0).buffer();
        destination = regions.get(1).buffer();
        do {
            assertEquals(Optional.empty(), copy.prepare(random));
        } while (copy.length() < 100 || copy.destinationOffset() == 0);
    }

    private void copy(int length) {
        destination.put(copy.destinationOffset(), source, copy.sourceOffset(), length);
    }

    private static void assertFound(String what, Optional<String> found) {
        assertTrue(found.orElse("nothing").contains(what), found::toString);
    }

    private void flip(ByteBuffer buffer, int at) {
        buffer.put(at, (byte) ~buffer.get(at));
    }

    @Test
    @DisplayName("a copy that is whole is found right, and so is the next")
    void shouldFindNothing() {
        for (int round = 0; round < 50; round++) {
            copy(copy.length());
            assertEquals(Optional.empty(), copy.verify());
            assertEquals(Optional.empty(), copy.prepare(random));
        }
    }

    @Test
    @DisplayName("a byte that is missing, and a copy that was not made at all")
    void shouldFindWhatIsLost() {
        assertFound("lost or wrong", copy.verify());
        copy(copy.length());
        flip(destination, copy.destinationOffset() + copy.length() - 1);
        assertFound("lost or wrong", copy.verify());
    }

    @Test
    @DisplayName("a byte too many, before the destination, and one in the source")
    void shouldFindWhatIsOverwritten() {
        copy(copy.length());
        flip(destination, copy.destinationOffset() - 1);
        assertFound("lost or wrong", copy.verify());
        flip(destination, copy.destinationOffset() - 1);
        assertEquals(Optional.empty(), copy.verify());
        flip(source, copy.sourceOffset());
        assertFound("source", copy.verify());
    }

    @Test
    @DisplayName("a copy that failed may be half there, and writes nothing outside, and nothing after its end")
    void shouldFindWhatAFailedCopyMustNotDo() {
        copy(50);
        assertEquals(Optional.empty(), copy.verifyFailed());
        flip(destination, copy.destinationOffset() + 60);
        assertFound("after the end", copy.prepare(random));
    }

    @Test
    @DisplayName("a copy that failed and wrote before its destination")
    void shouldFindWhatAFailedCopyOverwrote() {
        flip(destination, copy.destinationOffset() - 1);
        assertFound("outside", copy.verifyFailed());
    }

    /** Regions of the Java heap, which are enough for who only looks at them. */
    private final class HeapMemory implements PhysicalMemory {

        @Override
        public MemoryRegion allocate(long size) {
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            MemoryRegion region = new HeapRegion(bytes);
            regions.add(region);
            return region;
        }

        @Override
        public MemoryRegion wrap(ByteBuffer buffer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MemoryRegion map(FileChannel file, FileChannel.MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MemoryUsage usage() {
            return new MemoryUsage(regions.size(), 0);
        }
    }

    private record HeapRegion(ByteBuffer buffer) implements MemoryRegion {

        @Override
        public long physicalAddress() {
            return 4096;
        }

        @Override
        public long size() {
            return buffer.capacity();
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void force() {
            // nothing to write to
        }

        @Override
        public void close() {
            // the garbage collector's
        }
    }
}
