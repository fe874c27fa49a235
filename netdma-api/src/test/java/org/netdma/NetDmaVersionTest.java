// SPDX-License-Identifier: Apache-2.0
package org.netdma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NetDmaVersionTest {

    @Test
    @DisplayName("[REG-2] a version is major << 16 | minor")
    void shouldPackMajorAndMinor() {
        assertEquals(0x0002_0000, NetDmaVersion.V2_0.toInt());
        assertEquals(0x0001_0001, NetDmaVersion.V1_1.toInt());
    }

    @Test
    @DisplayName("[REG-2] versions are ordered by their number")
    void shouldOrderVersions() {
        assertTrue(NetDmaVersion.V1_1.isAtLeast(NetDmaVersion.V1_0));
        assertTrue(NetDmaVersion.V2_0.isAtLeast(NetDmaVersion.V2_0));
        assertFalse(NetDmaVersion.V1_1.isAtLeast(NetDmaVersion.V2_0));
    }
}
