// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WalkTest {

    private final Walk walk = new Walk();

    @Test
    @DisplayName("Blocks follow each other and start over before the end")
    void shouldStartOverBeforeTheEnd() {
        walk.restart(3 << 20);
        assertEquals(0, walk.next());
        assertEquals(3 << 20, walk.next());
        assertEquals(0, walk.next());
    }

    @Test
    @DisplayName("One missing byte is found")
    void shouldFindMissingByte() {
        walk.restart(64);
        walk.destination().put(0, walk.source(), 0, 128);
        assertTrue(walk.isIntact(2));
        assertFalse(walk.isIntact(3));
        walk.destination().put(127, (byte) ~walk.source().get(127));
        assertFalse(walk.isIntact(2));
    }
}
