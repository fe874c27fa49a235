// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

    private static final long MIB = 1L << 20;
    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldShowBarAndFigures() {
        assertEquals("copy   0% [>                                       ] 0 B of 1 GiB, 0 B/s",
                new Progress("copy", 0, 1024 * MIB, SECOND).text(100));
        assertEquals("copy  50% [====================>                   ] 512 MiB of 1 GiB, 512.00 MiB/s, 1 s left",
                new Progress("copy", 512 * MIB, 1024 * MIB, SECOND).text(100));
        assertEquals("copy 100% [========================================] 1 GiB of 1 GiB, 1.00 GiB/s",
                new Progress("copy", 1024 * MIB, 1024 * MIB, SECOND).text(100));
    }

    @Test
    void shouldShowTime() {
        assertEquals("4 KiB  30% [======>             ] 3.00 s of 10.00 s, 7 s left",
                new Progress("4 KiB", 3 * SECOND, 10 * SECOND).text(61));
    }

    @Test
    void shouldShrinkTheBarFirst() {
        assertEquals("copy  50% [=======>      ] 512 MiB of 1 GiB, 512.00 MiB/s, 1 s left",
                new Progress("copy", 512 * MIB, 1024 * MIB, SECOND).text(67));
        assertEquals("copy  50% 512 MiB of 1 GiB, 512.00 MiB/s, 1 s left",
                new Progress("copy", 512 * MIB, 1024 * MIB, SECOND).text(52));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 10, 40, 60, 79, 200})
    void shouldNeverBeWiderThanAsked(int width) {
        String text = new Progress("copy", 333 * MIB, 1024 * MIB, SECOND).text(width);
        assertTrue(text.length() <= Math.max(0, width), text);
    }
}
