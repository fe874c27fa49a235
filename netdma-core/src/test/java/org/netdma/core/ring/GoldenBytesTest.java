// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.descriptor.ControlFlags.DCA_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.DESTINATION_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.SERIALIZE_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SOURCE_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.RegionWindow;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;

/**
 * What an engine finds in memory, as a hex dump written by hand from sections 3.1 to 3.3 of the contract. The constants of
 * the API are used to write descriptors, never to read them, so a wrong one shows.
 */
class GoldenBytesTest {

    private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

    private final AddressSpace space = new AddressSpace();

    @Test
    @DisplayName("[3.1] [3.2] a chain of a counted ring: copy, null transfer, page-break copy, context change")
    void shouldWriteACountedChain() throws NetDmaException {
        DescriptorRing ring = ring(true);
        ring.write(0x8899AABBL, SERIALIZE_TRANSFER, 0x1122334455667788L, 0x99AABBCCDDEEFF00L, 0x0102, 0x0304);
        ring.write(0, NULL_TRANSFER | INTERRUPT_ON_COMPLETION, 0, 0, 0, 0);
        ring.write(0x1448, SOURCE_PAGE_BREAK | DESTINATION_PAGE_BREAK, 0x201BB8, 0x302064,
                WindowIds.pair(0xA1, 0xA2), WindowIds.pair(0xB1, 0xFFFF_FFFFL));
        ring.breakPages(0x207000, 0x309000);
        ring.writeAsIs(0x2A, OP_TYPE_CONTEXT_CHANGE | DCA_CONTEXT_CHANGE, 0, 0, 0, 0);
        ring.publish();
        assertEquals("""
                00: bb aa 99 88 18 00 00 00 88 77 66 55 44 33 22 11
                10: 00 ff ee dd cc bb aa 99 40 00 10 00 00 00 00 00
                20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                30: 02 01 00 00 00 00 00 00 04 03 00 00 00 00 00 00

                00: 00 00 00 00 21 00 00 00 00 00 00 00 00 00 00 00
                10: 00 00 00 00 00 00 00 00 80 00 10 00 00 00 00 00
                20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                30: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00

                00: 48 14 00 00 c0 00 00 00 b8 1b 20 00 00 00 00 00
                10: 64 20 30 00 00 00 00 00 c0 00 10 00 00 00 00 00
                20: 00 70 20 00 00 00 00 00 00 90 30 00 00 00 00 00
                30: a1 00 00 00 a2 00 00 00 b1 00 00 00 ff ff ff ff

                00: 2a 00 00 00 09 00 00 ff 00 00 00 00 00 00 00 00
                10: 00 00 00 00 00 00 00 00 00 00 10 00 00 00 00 00
                20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                30: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                """, dump(ring, 4));
    }

    @Test
    @DisplayName("[3.1] [XFR-3] a chain of a linked ring ends with null; the reserved fields are the engine's own")
    void shouldWriteALinkedChain() throws NetDmaException {
        DescriptorRing ring = ring(false);
        RegionWindow memory = space.window(ring.address());
        memory.bytes().putLong(0x20, 0x0102030405060708L).putLong(0x28, 0x1112131415161718L);
        ring.write(0x40, 0, 0x201000, 0x302000, 1, 2);
        ring.write(0, NULL_TRANSFER, 0, 0, 0, 0);
        ring.publish();
        assertEquals("""
                00: 40 00 00 00 00 00 00 00 00 10 20 00 00 00 00 00
                10: 00 20 30 00 00 00 00 00 40 00 10 00 00 00 00 00
                20: 08 07 06 05 04 03 02 01 18 17 16 15 14 13 12 11
                30: 01 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00

                00: 00 00 00 00 28 00 00 00 00 00 00 00 00 00 00 00
                10: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                30: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                """, dump(ring, 2));
    }

    @Test
    @DisplayName("[3.1] a plain copy in the slot of one with page breaks shows nothing of them")
    void shouldLeaveNothingOfAPageBreak() throws NetDmaException {
        DescriptorRing ring = ring(true);
        ring.write(0x1010, SOURCE_PAGE_BREAK, 0x201FF0, 0x302000, WindowIds.pair(1, 2), 3);
        ring.breakPages(0x207000, 0);
        ring.publish();
        ring.reset();
        for (int i = 0; i < ring.capacity(); i++) {
            ring.write(0, NULL_TRANSFER, 0, 0, 0, 0);
            ring.publish();
            ring.reset();
        }
        assertEquals("""
                00: 00 00 00 00 28 00 00 00 00 00 00 00 00 00 00 00
                10: 00 00 00 00 00 00 00 00 40 00 10 00 00 00 00 00
                20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                30: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                """, dump(ring, 1));
    }

    /** What the completion word of the descriptor at 0x100040 looks like with each status. */
    enum Word {
        ACTIVE("40 00 10 00 00 00 00 00"),
        IDLE("41 00 10 00 00 00 00 00"),
        SUSPEND("42 00 10 00 00 00 00 00"),
        HALTED("43 00 10 00 00 00 00 00"),
        ARMED("44 00 10 00 00 00 00 00");

        private final String bytes;

        Word(String bytes) {
            this.bytes = bytes;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[3.3] the completion word: address of the last descriptor, status in the low 3 bits")
    void shouldWriteACompletionWord(Word word) throws NetDmaException {
        DescriptorRing ring = ring(true);
        int offset = (int) (ring.completionWordAddress() - ring.address());
        assertEquals("04 00 00 00 00 00 00 00", hex(ring, offset, 8), "armed, before anything is done");
        long written = CompletionWord.of(ring.address() + 0x40, TransferStatus.valueOf(word.name()));
        space.window(ring.address()).bytes().putLong(offset, written);
        assertEquals(word.bytes, hex(ring, offset, 8));
        assertEquals(0x100040, CompletionWord.address(written));
        assertEquals(word.name(), CompletionWord.status(written).name());
    }

    private DescriptorRing ring(boolean counted) throws NetDmaException {
        DescriptorRing ring = new DescriptorRing(space, 4, counted, Long.MAX_VALUE);
        assertEquals(0x100000, ring.address(), "the first granule that is given away");
        return ring;
    }

    private String dump(DescriptorRing ring, int descriptors) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 4 * descriptors; line++) {
            text.append(line > 0 && line % 4 == 0 ? "\n" : "")
                    .append("%02x: %s%n".formatted(line % 4 * 16, hex(ring, line * 16, 16)).replace("\r", ""));
        }
        return text.toString();
    }

    private String hex(DescriptorRing ring, int offset, int length) {
        byte[] bytes = new byte[length];
        space.window(ring.address()).bytes().get(offset, bytes);
        return BYTES.formatHex(bytes);
    }
}
