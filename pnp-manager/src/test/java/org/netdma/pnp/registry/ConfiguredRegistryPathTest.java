// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

class ConfiguredRegistryPathTest {

    private enum Speed { LOW, HIGH }

    private final Map<String, Object> parameters = new HashMap<>();
    private final ConfiguredRegistryPath path = new ConfiguredRegistryPath("some.pid", pid -> parameters);

    @Test
    void shouldGiveDefaultsForWhatIsNotConfigured() throws NtStatusException {
        assertEquals(4, path.integer("channels", 4, 1, 16));
        assertEquals("x", path.text("name", "x"));
        assertEquals(Speed.LOW, path.choice("speed", Speed.LOW));
        assertTrue(path.flag("fast", true));
        assertEquals("some.pid", path.pid());
    }

    @Test
    void shouldReadNumbersTextsChoicesAndFlagsAsPeopleWriteThem() throws NtStatusException {
        parameters.putAll(Map.of("a", 5, "b", "16", "c", " 0x10 ", "d", 7L, "speed", "high", "fast", "True", "g", 3.0));
        assertEquals(5, path.integer("a", 0, 0, 99));
        assertEquals(16, path.integer("b", 0, 0, 99));
        assertEquals(16, path.integer("c", 0, 0, 99));
        assertEquals(7, path.integer("d", 0, 0, 99));
        assertEquals(3, path.integer("g", 0, 0, 99));
        assertEquals("5", path.text("a", ""));
        assertEquals(Speed.HIGH, path.choice("speed", Speed.LOW));
        assertTrue(path.flag("fast", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "0", "-1", "many", "", "0x", "1.5", "99999999999999999999"})
    void shouldRefuseANumberNamingPidParameterValueAndLimits(String value) {
        parameters.put("channels", value);
        NtStatusException refused = assertThrows(NtStatusException.class, () -> path.integer("channels", 4, 1, 16));
        assertEquals(NtStatus.INVALID_PARAMETER, refused.status());
        assertTrue(refused.getMessage().startsWith("parameter channels of some.pid is '" + value
                + "', expected a whole number from 1 to 16"), refused.getMessage());
        assertTrue(path.takeRefusal().orElseThrow().contains("channels"));
        assertTrue(path.takeRefusal().isEmpty(), "a refusal is told once");
    }

    @Test
    @DisplayName("an array reads as a list, a number of more than 64 bits is refused, a refusal has one line")
    void shouldReadWhatOtherSourcesThanFilesGive() {
        parameters.putAll(Map.of("a", new Long[] {4096L, 8192L}, "b", BigInteger.TWO.pow(64).add(BigInteger.ONE),
                "c", "1\n2"));
        assertEquals("[4096, 8192]", path.text("a", ""));
        assertThrows(NtStatusException.class, () -> path.integer("b", 0, 0, 9));
        assertTrue(assertThrows(NtStatusException.class, () -> path.integer("c", 0, 0, 9)).getMessage()
                .startsWith("parameter c of some.pid is '1 2', expected"));
    }

    @Test
    void shouldRefuseOtherNamesThanTheChoices() {
        parameters.putAll(Map.of("speed", "fast", "fast", "yes"));
        assertTrue(assertThrows(NtStatusException.class, () -> path.choice("speed", Speed.LOW)).getMessage()
                .contains("expected one of low, high"));
        assertTrue(assertThrows(NtStatusException.class, () -> path.flag("fast", false)).getMessage()
                .contains("expected true or false"));
    }

    @Test
    @DisplayName("parameters last read hold while their source is away")
    void shouldRememberParametersOfASourceThatIsGone() {
        RememberedParameters remembered = new RememberedParameters();
        assertEquals(Map.of(), remembered.parameters("a"));
        remembered.readFrom(pid -> Map.of("pid", pid));
        assertEquals(Map.of("pid", "a"), remembered.parameters("a"));
        remembered.readFrom(pid -> {
            throw new IllegalStateException("the source is broken");
        });
        assertEquals(Map.of("pid", "a"), remembered.parameters("a"));
        remembered.readFrom(null);
        assertEquals(Map.of("pid", "a"), remembered.parameters("a"));
        assertEquals(Map.of(), remembered.parameters("b"));
    }
}
