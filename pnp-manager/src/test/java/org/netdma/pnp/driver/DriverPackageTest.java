// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.pnp.driver.BundleFacts.Activity;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.MemoryRequirement;

class DriverPackageTest {

    private static final BundleFacts BUNDLE = new BundleFacts(7, "some.bundle", "1.2.3", Activity.ACTIVE, "",
            List.of());

    @Test
    @DisplayName("an element that is left out of the annotation is absent: its default holds")
    void shouldFillInDefaults() throws NtStatusException {
        DriverPackage inf = DriverPackage.parse(BUNDLE, Map.of("name", "toy", "hardwareIds", List.of("ROOT\\TOY")));
        assertEquals("toy", inf.registryPath());
        assertEquals("DmaEngine", inf.deviceClass());
        assertEquals(0, inf.rootEnumerated());
        assertEquals(List.of(), inf.requirements().requirements());
    }

    @Test
    @DisplayName("requirements: memory windows, then the line, then the messages")
    void shouldOrderRequirements() throws NtStatusException {
        DriverPackage inf = DriverPackage.parse(BUNDLE, Map.of("name", "toy", "hardwareIds", "ROOT\\TOY",
                "memoryWindows", List.of(4096L, 65536L), "lineInterrupts", 1L, "messageInterrupts", 2L));
        assertEquals(List.of(MemoryRequirement.window(4096), MemoryRequirement.window(65536),
                InterruptRequirement.line(), InterruptRequirement.message(0), InterruptRequirement.message(1)),
                inf.requirements().requirements());
    }

    @ParameterizedTest
    @CsvSource({"name,with blank", "hardwareIds,''", "rootEnumerated,-1", "rootEnumerated,4097", "rootEnumerated,x",
        "memoryWindows,3000", "memoryWindows,0", "lineInterrupts,2", "messageInterrupts,2049"})
    void shouldRefuseAnIllegalAttributeNamingIt(String attribute, String value) {
        Map<String, Object> capability = new HashMap<>(Map.of("name", "toy", "hardwareIds", "ROOT\\TOY"));
        capability.put(attribute, value);
        String message = assertThrows(NtStatusException.class, () -> DriverPackage.parse(BUNDLE, capability))
                .getMessage();
        assertTrue(message.contains("some.bundle 1.2.3 (id 7)") && message.contains("attribute " + attribute)
                && message.contains("'" + value + "', expected"), message);
    }
}
