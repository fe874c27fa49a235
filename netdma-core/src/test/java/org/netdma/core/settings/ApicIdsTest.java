// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApicIdsTest {

    @Test
    @DisplayName("[DCA-2] the APIC id of a CPU is what the system says")
    void shouldReadWhatLinuxSays(@TempDir Path folder) throws IOException {
        Path cpuinfo = Files.writeString(folder.resolve("cpuinfo"), """
                processor\t: 0
                apicid\t\t: 4
                initial apicid\t: 9

                processor\t: 1
                model name\t: Toy: 2
                apicid\t\t: 6
                """);
        ApicIds ids = ApicIds.read(cpuinfo);
        assertEquals(4, ids.of(0));
        assertEquals(6, ids.of(1));
        assertEquals(7, ids.of(7), "one that the system does not know");
    }

    @Test
    @DisplayName("[DCA-2] where the system says nothing the number of the CPU is taken")
    void shouldTakeTheNumberOtherwise(@TempDir Path folder) {
        assertEquals(3, ApicIds.read(folder.resolve("missing")).of(3));
    }
}
