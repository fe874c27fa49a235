// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void shouldAlignColumnsWithoutBlanksAtTheEnd() {
        Table table = new Table(">No", "Name", ">Size", "Device");
        table.add(1, "Reference engine", "1 MiB", "ROOT\\A\\0000");
        table.add(12, "X", "64 KiB", "");
        assertEquals("""
                No  Name                Size  Device
                 1  Reference engine   1 MiB  ROOT\\A\\0000
                12  X                 64 KiB
                """, table.toString());
    }

    @Test
    void shouldRefuseALineOfAnotherLength() {
        Table table = new Table("A", "B");
        assertThrows(IllegalArgumentException.class, () -> table.add("only one"));
    }
}
