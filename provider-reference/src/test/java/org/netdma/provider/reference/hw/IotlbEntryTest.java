// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("an entry of the translation buffer")
class IotlbEntryTest {

    private static final long START = 0x10_0000;
    private static final int LENGTH = 64;

    private final TestMemory memory = new TestMemory();
    private final IotlbEntry entry = new IotlbEntry(memory, Long.MAX_VALUE, IotlbEntry.Access.READ);

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, Long.MAX_VALUE, Long.MAX_VALUE - LENGTH, Long.MIN_VALUE, Long.MIN_VALUE + LENGTH})
    @DisplayName("finds no range that is not all inside, however far it is")
    void shouldFindNothingOutside(long offset) {
        memory.map(START, LENGTH);
        assertEquals(0, entry.locate(START, LENGTH));
        assertEquals(-1, entry.locate(START + offset, LENGTH));
        assertEquals(-1, entry.locate(START + offset, 4 * LENGTH));
    }

    @Test
    @DisplayName("finds nothing without asking once it has forgotten its window")
    void shouldForget() {
        memory.map(START, LENGTH).close();
        entry.locate(START, LENGTH);
        entry.invalidate();
        assertEquals(-1, entry.locate(START, LENGTH));
        assertEquals(-1, entry.locate(START + Long.MAX_VALUE, LENGTH));
    }
}
