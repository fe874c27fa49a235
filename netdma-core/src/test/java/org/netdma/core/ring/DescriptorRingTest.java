// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.RegionWindow;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;

class DescriptorRingTest {

    private final AddressSpace space = new AddressSpace();

    @Test
    @DisplayName("[XFR-4] in a counted ring each link names the next slot, for ever")
    void shouldLinkACountedRing() throws NetDmaException {
        DescriptorRing ring = ring(4, true);
        long base = ring.address();
        for (int slot = 0; slot < 4; slot++) {
            assertEquals(base + (slot + 1) % 4 * 64, link(base, slot));
        }
    }

    @Test
    @DisplayName("[XFR-3] a chain ends with a null link until it is appended to")
    void shouldLinkAChain() throws NetDmaException {
        DescriptorRing ring = ring(4, false);
        long base = ring.address();
        ring.write(0, 0, 0, 0, 0, 0);
        ring.write(0, 0, 0, 0, 0, 0);
        assertEquals(base + 64, link(base, 0));
        assertEquals(0, link(base, 1));
        ring.publish();
        ring.started();
        ring.write(0, 0, 0, 0, 0, 0);
        assertEquals(0, link(base, 1), "not before it is submitted");
        assertEquals(base + 128, ring.publish());
        assertEquals(base + 128, link(base, 1));
        ring.retract(2);
        assertEquals(0, link(base, 1));
    }

    @Test
    @DisplayName("[CPL-2] tickets are told from completion words at any number of rounds")
    void shouldTellTicketsApart() throws NetDmaException {
        DescriptorRing ring = ring(8, true);
        Random random = new Random(11);
        long done = 0;
        for (int i = 0; i < 10_000; i++) {
            int more = random.nextInt(8);
            for (int n = 0; n < more && ring.hasRoom(); n++) {
                ring.write(0, 0, 0, 0, 0, 0);
            }
            ring.publish();
            done += random.nextInt((int) (ring.submitted() - done) + 1);
            if (done > 0) {
                complete(ring, done, done == ring.submitted() ? TransferStatus.IDLE : TransferStatus.ACTIVE);
            }
            assertEquals(done, ring.observe());
            assertEquals(done, ring.poll());
            assertEquals(7 - (ring.tail() - done), ring.free());
        }
    }

    @Test
    @DisplayName("[XFR-7] a halted word stands still; with no address nothing is done since the engine was armed")
    void shouldReadAHaltedWord() throws NetDmaException {
        DescriptorRing ring = ring(8, true);
        write(ring, 3);
        complete(ring, 2, TransferStatus.HALTED);
        assertEquals(DescriptorRing.STANDS_STILL, ring.poll());
        assertTrue(ring.isHalted());
        assertEquals(2, ring.observe());
        ring.rearm();
        assertEquals(3, ring.poll());
        assertFalse(ring.isStarted());
        write(ring, 2);
        completeWith(ring, CompletionWord.of(0, TransferStatus.HALTED));
        assertEquals(3, ring.observe());
        ring.write(0, 0, 0, 0, 0, 0);
        ring.reset();
        assertEquals(6, ring.poll());
        assertEquals(7, ring.write(0, 0, 0, 0, 0, 0));
    }

    @Test
    @DisplayName("[CPL-2] words that an engine may not write complete nothing")
    void shouldIgnoreIllegalWords() throws NetDmaException {
        DescriptorRing ring = ring(8, true);
        write(ring, 3);
        complete(ring, 2, TransferStatus.ACTIVE);
        assertTrue(ring.isWordLegal());
        assertEquals(2, ring.poll());
        long base = ring.address();
        for (long word : new long[] {0, 64, base - 64, base + 8 * 64, -1, base + 64 + 5, base + 7}) {
            completeWith(ring, word);
            assertFalse(ring.isWordLegal(), Long.toHexString(word));
            assertEquals(2, ring.poll());
        }
    }

    @Test
    @DisplayName("what is in flight is known by its windows")
    void shouldKnowWhatIsInFlight() throws NetDmaException {
        DescriptorRing ring = ring(8, true);
        ring.write(1, 0, 0, 0, 7, 8);
        assertFalse(ring.windows().touched(7), "not submitted");
        ring.publish();
        assertTrue(ring.windows().touched(7));
        assertTrue(ring.windows().touched(8));
        assertFalse(ring.windows().touched(9));
        complete(ring, 1, TransferStatus.IDLE);
        assertFalse(ring.windows().touched(7));
    }

    @Test
    @DisplayName("windows of what is enqueued are looked at again")
    void shouldNoticeAClosedWindow() throws NetDmaException {
        RegionWindow window = space.map(ByteBuffer.allocateDirect(64), true, Long.MAX_VALUE);
        DescriptorRing ring = ring(8, true);
        ring.write(0, 0, 0, 0, 0, 0);
        ring.write(1, 0, window.start(), window.start(), window.id(), window.id());
        assertTrue(ring.windows().areOpen());
        space.unmap(window);
        assertFalse(ring.windows().areOpen());
        ring.unwrite(1);
        assertTrue(ring.windows().areOpen());
        assertEquals(2, ring.write(0, 0, 0, 0, 0, 0));
    }

    private DescriptorRing ring(int capacity, boolean counted) throws NetDmaException {
        return new DescriptorRing(space, capacity, counted, Long.MAX_VALUE);
    }

    private static void write(DescriptorRing ring, int count) {
        for (int i = 0; i < count; i++) {
            ring.write(0, 0, 0, 0, 0, 0);
        }
        ring.publish();
    }

    private long link(long base, int slot) {
        return space.window(base).bytes().getLong(slot * 64 + DescriptorLayout.NEXT_DESCRIPTOR);
    }

    private void complete(DescriptorRing ring, long ticket, TransferStatus status) {
        completeWith(ring, CompletionWord.of(ring.address() + (ticket - 1) % ring.capacity() * 64, status));
    }

    private void completeWith(DescriptorRing ring, long word) {
        long address = ring.completionWordAddress();
        RegionWindow window = space.window(address);
        DescriptorLayout.LONG.setRelease(window.bytes(), (int) (address - window.start()), word);
    }
}
