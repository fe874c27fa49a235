// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandNamesTest {

    private static final List<String> COMMANDS = List.of("felix:help", "felix:start", "gogo:cat", "netdma:copy",
            "shell:help");

    @Test
    void shouldPreferNetDmasOwnCommands() {
        assertEquals(Optional.of("shell:help"), CommandNames.resolve(COMMANDS, "help"));
        assertEquals(Optional.of("netdma:copy"), CommandNames.resolve(COMMANDS, "copy"));
    }

    @Test
    void shouldFindCommandsOfOtherScopes() {
        assertEquals(Optional.of("felix:start"), CommandNames.resolve(COMMANDS, "start"));
        assertEquals(Optional.of("felix:help"), CommandNames.resolve(COMMANDS, "felix:help"));
    }

    @Test
    void shouldNotFindWhatIsNotThere() {
        assertEquals(Optional.empty(), CommandNames.resolve(COMMANDS, "cop"));
        assertEquals(Optional.empty(), CommandNames.resolve(COMMANDS, "felix:copy"));
    }

    @Test
    void shouldMakeGogoSearchInTheSameOrder() {
        assertEquals("netdma:pnp:shell:gogo:*", CommandNames.searchPath());
    }
}
