// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestPatternTest {

    private final TestPattern pattern = new TestPattern(42);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 4099})
    void shouldFindEachWrongByte(int size) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(size);
        pattern.fill(buffer);
        assertEquals(-1, pattern.mismatch(buffer));
        for (int i = 0; i < size; i++) {
            assertEquals(pattern.at(i), buffer.get(i));
            buffer.put(i, (byte) ~buffer.get(i));
            assertEquals(i, pattern.mismatch(buffer));
            buffer.put(i, (byte) ~buffer.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 4096})
    void shouldDifferByPlaceAndBySeed(int distance) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2 * distance);
        pattern.fill(buffer);
        assertNotEquals(buffer.slice(0, distance), buffer.slice(distance, distance));
        assertEquals(0, new TestPattern(43).mismatch(buffer));
    }
}
