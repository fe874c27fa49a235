// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.wdm.NtStatus;

class AddressSpaceTest {

    private final AddressSpace space = new AddressSpace();

    @Test
    @DisplayName("an address in no window meets the empty one")
    void shouldAnswerWithTheEmptyWindow() throws NetDmaException {
        RegionWindow window = map(100);
        assertSame(RegionWindow.EMPTY, space.window(0));
        assertSame(RegionWindow.EMPTY, space.window(-1));
        assertSame(RegionWindow.EMPTY, space.window(Long.MIN_VALUE));
        assertSame(RegionWindow.EMPTY, space.window(window.start() - 1));
        assertSame(RegionWindow.EMPTY, space.window(window.start() + 100));
        assertSame(window, space.window(window.start()));
        assertSame(window, space.window(window.start() + 99));
        assertFalse(RegionWindow.EMPTY.holds(0, 0));
        assertTrue(window.holds(window.start(), 100));
        assertFalse(window.holds(window.start() + 1, 100));
        assertFalse(window.holds(window.start(), -1));
    }

    @Test
    @DisplayName("an address and its native one are the same within a page")
    void shouldKeepTheOffsetInThePage() throws NetDmaException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(3 << 20);
        for (int position = 0; position < 5000; position += 333) {
            RegionWindow window = space.map(buffer.position(position), true, Long.MAX_VALUE);
            assertEquals(buffer.alignmentOffset(position, 4096), (int) (window.start() & 4095));
            assertSame(window, space.window(window.start() + window.length() - 1), "the last byte");
        }
    }

    @Test
    @DisplayName("ids fit in 32 bits, and no two open windows have the same")
    void shouldNumberWindows() throws NetDmaException {
        assertEquals(1, map(1).id());
        RegionWindow second = map(1);
        assertEquals(2, second.id());
        assertEquals(3, map(1).id());
        space.unmap(second);
        space.lastId = 0xFFFF_FFFEL;
        assertEquals(0xFFFF_FFFFL, map(1).id());
        assertEquals(2, map(1).id(), "1 is taken");
        assertEquals(4, map(1).id(), "3 is taken");
    }

    @Test
    @DisplayName("an address that was freed is not used again soon")
    void shouldNotReuseAddressesSoon() throws NetDmaException {
        RegionWindow stale = map(1);
        space.unmap(stale);
        space.unmap(stale);
        assertFalse(stale.isOpen());
        for (int i = 0; i < 1000; i++) {
            RegionWindow window = map(1);
            assertNotEquals(stale.start() >>> 20, window.start() >>> 20);
            space.unmap(window);
        }
        assertSame(RegionWindow.EMPTY, space.window(stale.start()));
    }

    @Test
    @DisplayName("10,000 windows of different sizes are found, and their addresses come back")
    void shouldHoldManyWindows() throws NetDmaException {
        ByteBuffer large = ByteBuffer.allocateDirect(5 << 20);
        for (int round = 0; round < 2; round++) {
            List<RegionWindow> windows = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                windows.add(space.map(large.limit(1 + i % (5 << 20)), true, Long.MAX_VALUE));
            }
            for (RegionWindow window : windows) {
                assertSame(window, space.window(window.start()));
                assertSame(window, space.window(window.start() + window.length() - 1));
            }
            windows.forEach(space::unmap);
        }
    }

    @Test
    @DisplayName("[XFR-11] no address above the highest asked for")
    void shouldStayBelowTheHighest() throws NetDmaException {
        assertEquals(1, space.map(ByteBuffer.allocateDirect(1), true, (2 << 20) - 1).start() >>> 20);
        NetDmaException thrown = assertThrows(NetDmaException.class,
                () -> space.map(ByteBuffer.allocateDirect(1), true, (2 << 20) - 1));
        assertEquals(NtStatus.INSUFFICIENT_RESOURCES, thrown.status());
        assertEquals(2, space.map(ByteBuffer.allocateDirect(1), true, 3 << 20).start() >>> 20);
    }

    private RegionWindow map(int size) throws NetDmaException {
        return space.map(ByteBuffer.allocateDirect(size), true, Long.MAX_VALUE);
    }
}
