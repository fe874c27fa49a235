// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the pool of channels")
class ChannelPoolTest {

    /** Interrupts of channels 0 to 3 go to CPUs 2, 1, 0 and 3. */
    private final ChannelPool messages = new ChannelPool(List.of(0b0100L, 0b0010L, 0b0001L, 0b1000L));
    private final ChannelPool line = new ChannelPool(List.of(0L, 0L));

    @Test
    @DisplayName("[CHN-2] a channel whose interrupt goes to a CPU of the mask is taken first, then any")
    void shouldPreferMatchingChannel() {
        assertEquals(OptionalInt.of(2), messages.take(0, 0b0001));
        assertEquals(OptionalInt.of(1), messages.take(0, 0b0010));
        assertEquals(OptionalInt.of(0), messages.take(0, 0b0010), "the one for CPU 1 is taken, so any will do");
        assertEquals(OptionalInt.of(3), messages.take(0, 0b1111));
    }

    @Test
    @DisplayName("[CHN-2] the CPU told is that of the interrupt if the client can use it, else the first that it can")
    void shouldTellCpuOfMask() {
        assertEquals(2, messages.cpu(0, 0, 0b1111));
        assertEquals(3, messages.cpu(0, 0, 0b1000));
        assertEquals(1, line.cpu(0, 0, 0b1010));
    }

    @Test
    @DisplayName("[CHN-2] CPUs of another group are told by their number; no interrupt goes there")
    void shouldTellCpuOfGroup() {
        assertEquals(OptionalInt.of(0), messages.take(1, 0b0001));
        assertEquals(64, messages.cpu(0, 1, 0b0001));
        assertEquals(2 * 64 + 5, line.cpu(1, 2, 0b100000));
    }

    @Test
    @DisplayName("[CHN-3] when all are taken there is none; one that is given back can be taken again")
    void shouldRunOut() {
        assertEquals(OptionalInt.of(0), line.take(0, 1));
        assertEquals(OptionalInt.of(1), line.take(0, 1));
        assertEquals(OptionalInt.empty(), line.take(0, 1));
        assertEquals(0b11, line.taken());
        line.give(0);
        assertEquals(0b10, line.taken());
        assertEquals(OptionalInt.of(0), line.take(0, 1));
    }

    @Test
    @DisplayName("64 channels are the most")
    void shouldHold64() {
        ChannelPool largest = new ChannelPool(Collections.nCopies(64, 0L));
        for (int i = 0; i < 64; i++) {
            assertEquals(OptionalInt.of(i), largest.take(0, 1));
        }
        assertEquals(OptionalInt.empty(), largest.take(0, 1));
        assertEquals(-1L, largest.taken());
    }
}
