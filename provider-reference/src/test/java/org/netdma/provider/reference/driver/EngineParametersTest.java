// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaVersion;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.reference.hw.EngineOptions;
import org.netdma.provider.reference.hw.IdlePolicy;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.InterruptKind;

@DisplayName("the parameters")
class EngineParametersTest {

    private static EngineParameters read(Map<String, Object> parameters) throws NtStatusException {
        return EngineParameters.read(new MapRegistryPath(parameters));
    }

    @Test
    @DisplayName("when nothing is configured the engine is of 2.0 and can do all")
    void shouldHaveDefaults() throws NtStatusException {
        assertEquals(new EngineParameters(
                new EngineOptions(NetDmaVersion.V2_0, 16, 1 << 20, Long.MAX_VALUE, true, IdlePolicy.BALANCED, 50_000),
                new ChannelAbilities(true, true, true, true), Set.of(ProviderFlag.values()), InterruptKind.MESSAGE,
                "NetDMA reference engine", new EngineLimits(Duration.ofSeconds(2), Duration.ofSeconds(5)), true),
                read(Map.of()));
    }

    @Test
    @DisplayName("each of them is read")
    void shouldReadEach() throws NtStatusException {
        assertEquals(new EngineParameters(
                new EngineOptions(NetDmaVersion.V2_0, 3, 8192, 0xFFFF_FFFFL, false, IdlePolicy.LATENCY, 7_000),
                new ChannelAbilities(false, true, false, false), Set.of(ProviderFlag.SUPPORTS_PROC_GROUPS),
                InterruptKind.LINE,
                "Mine", new EngineLimits(Duration.ofMillis(7), Duration.ofMillis(8)), false),
                read(Map.ofEntries(entry("channels", 3), entry("maximumTransferSize", 8192),
                        entry("maximumAddressSpace", 0xFFFF_FFFFL), entry("dca", false), entry("idlePolicy", "latency"),
                        entry("suspend", false), entry("reset", false), entry("priorities", false),
                        entry("interrupts", "line"),
                        entry("interruptDelay", 7), entry("friendlyName", "Mine"), entry("commandLimitMillis", 7),
                        entry("powerDownLimitMillis", 8), entry("faultInjection", false))));
        assertEquals(Set.of(ProviderFlag.DCA_SUPPORTED), read(Map.of("groups", false)).flags());
        assertEquals(new ChannelAbilities(true, false, true, true), read(Map.of("abort", false)).abilities());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    @DisplayName("[REG-3] before 2.0 there are no flags")
    void shouldHaveNoFlagsBeforeVersion2(String version) throws NtStatusException {
        EngineParameters parameters = read(Map.of("version", version));

        assertEquals(version, parameters.engine().version().toString());
        assertEquals(Set.of(), parameters.flags());
    }

    @Test
    @DisplayName("[REG-2] a version that does not exist is refused, with those that do")
    void shouldRefuseUnknownVersion() {
        NtStatusException refusal = assertThrows(NtStatusException.class, () -> read(Map.of("version", "3.0")));

        assertEquals(NtStatus.INVALID_PARAMETER, refusal.status());
        assertTrue(refusal.getMessage().contains("'3.0', expected one of [1.0, 1.1, 2.0]"), refusal.getMessage());
    }

    @Test
    @DisplayName("what tools show has the defaults that the driver has")
    void shouldShowTheDefaults() throws ReflectiveOperationException {
        assertEquals(16, defaultOf("channels"));
        assertEquals("2.0", defaultOf("version"));
        assertEquals("message", defaultOf("interrupts"));
        assertEquals(1L << 20, defaultOf("maximumTransferSize"));
        assertEquals(Long.MAX_VALUE, defaultOf("maximumAddressSpace"));
        assertEquals("balanced", defaultOf("idlePolicy"));
        assertEquals("NetDMA reference engine", defaultOf("friendlyName"));
        assertEquals(2000L, defaultOf("commandLimitMillis"));
        assertEquals(5000L, defaultOf("powerDownLimitMillis"));
        for (String ability : new String[] {"suspend", "abort", "reset", "priorities", "dca", "groups",
            "faultInjection"}) {
            assertEquals(true, defaultOf(ability), ability);
        }
    }

    private static Object defaultOf(String parameter) throws ReflectiveOperationException {
        Method method = EngineConfiguration.class.getDeclaredMethod(parameter);
        return method.getDefaultValue();
    }
}
