// SPDX-License-Identifier: Apache-2.0
package org.netdma.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.memory.ScatterGatherList.Element;

class ScatterGatherListTest {

    private final MemoryRegion region = new At0x5000();

    @Test
    @DisplayName("[XFR-12] a list is as long as its pieces together")
    void shouldAddLengths() {
        assertEquals(0, ScatterGatherList.of().length());
        assertEquals(30, ScatterGatherList.of(new Element(region, 0, 10), new Element(region, 5, 20)).length());
    }

    @Test
    @DisplayName("[XFR-11] lengths that are none make the whole none, an overflow too")
    void shouldNotAddWhatIsNoLength() {
        assertTrue(ScatterGatherList.of(new Element(region, 0, 10), new Element(region, 0, 0)).length() < 0);
        assertTrue(ScatterGatherList.of(new Element(region, 0, -1)).length() < 0);
        Element most = new Element(region, 0, Long.MAX_VALUE);
        assertTrue(ScatterGatherList.of(most, new Element(region, 0, 1)).length() < 0);
    }

    @Test
    @DisplayName("a list keeps its pieces, whatever becomes of those given to it, and has none that is null")
    void shouldBeImmutable() {
        List<Element> pieces = new ArrayList<>(List.of(new Element(region, 0, 10)));
        ScatterGatherList list = new ScatterGatherList(pieces);
        pieces.clear();
        assertEquals(1, list.elements().size());
        assertThrows(UnsupportedOperationException.class, () -> list.elements().clear());
        assertThrows(NullPointerException.class, () -> new ScatterGatherList(Arrays.asList((Element) null)));
        assertThrows(NullPointerException.class, () -> new Element(null, 0, 1));
    }

    @Test
    @DisplayName("a piece is where its offset is in its region")
    void shouldHaveAnAddress() {
        assertEquals(0x5010, new Element(region, 0x10, 1).physicalAddress());
    }

    private static final class At0x5000 implements MemoryRegion {

        @Override
        public long physicalAddress() {
            return 0x5000;
        }

        @Override
        public long size() {
            return 0x1000;
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
        public ByteBuffer buffer() {
            return ByteBuffer.allocateDirect(0x1000);
        }

        @Override
        public void force() {
            // nothing to write
        }

        @Override
        public void close() {
            // nothing to give back
        }
    }
}
