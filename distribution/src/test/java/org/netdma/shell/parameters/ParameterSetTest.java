// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParameterSetTest {

    private final ParameterSet set = new ParameterSet("org.example", "Example", "", List.of(
            new Parameter("channels", "Integer", "16", List.of(), ""),
            new Parameter("interrupts", "String", "message", List.of("message", "line"), "")));

    @Test
    void shouldNameParametersThatNobodyReads() {
        assertEquals(Optional.of("configuration org.example: chanels is no parameter of it, so nobody reads it; "
                + "there are channels, interrupts"), set.objection(List.of("chanels", "interrupts")));
    }

    @Test
    void shouldAcceptWhatConfigurationAdminAdds() {
        assertEquals(Optional.empty(), set.objection(
                List.of("channels", "service.pid", "felix.fileinstall.filename", ".private")));
    }

    @Test
    void shouldShowTheValuesOrTheType() {
        assertEquals(List.of("Integer", "message|line"), set.parameters().stream().map(Parameter::domain).toList());
    }
}
