// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;

class PayloadTest {

    private static final int LONGEST = 5000;

    private final SplittableRandom random = new SplittableRandom(7);
    private Payload payload;

    @BeforeEach
    void prepare() throws NetDmaException {
        payload = new Payload(new HeapMemory(), LONGEST);
        assertEquals(Optional.empty(), payload.prepare(random, LONGEST));
    }

    private ByteBuffer destination() throws NetDmaException {
        return payload.destination().buffer();
    }

    private void copy() throws NetDmaException {
        destination().put(payload.destinationOffset(), payload.source().buffer(), payload.sourceOffset(),
                payload.length());
    }

    private static void assertFault(String expected, Optional<String> fault) {
        assertTrue(fault.isPresent() && fault.get().contains(expected), () -> fault + " should say: " + expected);
    }

    @Test
    void shouldAcceptWholeCopiesOfAnySize() throws NetDmaException {
        for (int i = 0; i < 1000; i++) {
            copy();
            assertEquals(Optional.empty(), payload.verify());
            assertEquals(Optional.empty(), payload.prepare(random, LONGEST));
            assertTrue(payload.length() >= 1 && payload.length() <= LONGEST);
        }
    }

    @Test
    void shouldFindAMissingByte() throws NetDmaException {
        copy();
        int last = payload.destinationOffset() + payload.length() - 1;
        destination().put(last, (byte) ~destination().get(last));
        assertFault("byte %d is missing".formatted(payload.length() - 1), payload.verify());
    }

    @Test
    void shouldFindBytesTooMany() throws NetDmaException {
        copy();
        destination().put(payload.destinationOffset() + payload.length(), (byte) 0);
        assertFault("byte 1 behind", payload.verify());
        assertEquals(Optional.empty(), payload.prepare(random, LONGEST), "reported once");
        copy();
        destination().put(payload.destinationOffset() - 3, (byte) 0);
        assertFault("byte 3 before", payload.intact());
    }

    @Test
    void shouldFindAnOverwrittenSource() throws NetDmaException {
        copy();
        ByteBuffer source = payload.source().buffer();
        source.put(payload.sourceOffset(), (byte) ~source.get(payload.sourceOffset()));
        assertFault("source byte 0", payload.intact());
    }

    @Test
    void shouldFindAWriteAfterTheEnd() throws NetDmaException {
        copy();
        assertEquals(Optional.empty(), payload.verify());
        copy();
        assertFault("after the copy had ended", payload.prepare(random, LONGEST));
    }

    @Test
    void shouldTolerateAPartOfACopyThatFailed() throws NetDmaException {
        destination().put(payload.destinationOffset(), payload.source().buffer().get(payload.sourceOffset()));
        assertEquals(Optional.empty(), payload.intact());
        assertEquals(Optional.empty(), payload.prepare(random, LONGEST));
    }
}
