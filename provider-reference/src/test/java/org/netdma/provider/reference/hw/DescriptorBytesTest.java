// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;

@DisplayName("[3.1] the 64 bytes of a descriptor")
class DescriptorBytesTest {

    private static final String DESCRIPTOR = """
            34 12 00 00 C9 00 00 00
            B0 0F 20 00 00 00 00 00
            00 0F 30 00 00 00 00 00
            00 00 10 00 00 00 00 00
            00 30 20 00 00 00 00 00
            00 80 30 00 00 00 00 00
            AA AA AA AA AA AA AA AA
            BB BB BB BB BB BB BB BB
            """;

    @Test
    @DisplayName("the engine reads each field where it belongs, and writes none of them")
    void shouldReadTheFieldsOfAHexDump() {
        EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);
        byte[] bytes = HexFormat.of().parseHex(DESCRIPTOR.replaceAll("\\s", ""));
        fixture.ring().bytes().put(0, bytes);

        fixture.channel().startDma(EngineFixture.slot(0), 1);
        fixture.run();

        // 0x1234 bytes; status, interrupt, both page breaks; from 0x200FB0 and on at 0x203000, to 0x300F00 and 0x308000
        assertEquals(0x0000_0000_0010_0001L, fixture.word());
        assertEquals(List.of(0), fixture.interrupts);
        byte[] expected = ByteBuffer.allocate(0x1234).put(fixture.source.read(0xFB0, 0x50))
                .put(fixture.source.read(0x3000, 0x11E4)).array();
        byte[] copied = ByteBuffer.allocate(0x1234).put(fixture.destination.read(0xF00, 0x100))
                .put(fixture.destination.read(0x8000, 0x1134)).array();
        assertArrayEquals(expected, copied);
        assertArrayEquals(bytes, fixture.ring().read(0, bytes.length));
    }
}
