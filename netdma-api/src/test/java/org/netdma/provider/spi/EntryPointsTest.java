// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Windows checks of a driver's table of entry points is said by types here: no compiler lets one be left out. */
class EntryPointsTest {

    @Test
    @DisplayName("[REG-3] a provider and a channel have all mandatory entry points, and no other")
    void shouldDemandMandatoryEntryPoints() {
        assertEquals(Set.of("allocateDmaChannel"), abstractMethods(DmaProvider.class));
        assertEquals(Set.of("freeDmaChannel", "startDma", "appendDma"), abstractMethods(ProviderChannel.class));
    }

    @Test
    @DisplayName("[REG-3] ResumeDma is there wherever SuspendDma is")
    void shouldPairSuspendWithResume() {
        assertEquals(Set.of("freeDmaChannel", "startDma", "appendDma", "suspendDma", "resumeDma"),
                abstractMethods(SuspendableChannel.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {SuspendableChannel.class, AbortableChannel.class, ResettableChannel.class})
    @DisplayName("[REG-3] each optional ability of a channel is a type of its own, apart from the others")
    void shouldKeepAbilitiesApart(Class<?> ability) {
        assertTrue(ProviderChannel.class.isAssignableFrom(ability));
        for (Class<?> other : new Class<?>[] {SuspendableChannel.class, AbortableChannel.class,
            ResettableChannel.class}) {
            assertFalse(ability != other && other.isAssignableFrom(ability));
        }
    }

    @Test
    @DisplayName("[REG-6] the CPUs of interrupts are told to providers that have them")
    void shouldAskForAffinitiesByType() {
        assertEquals(Set.of("allocateDmaChannel", "setDmaChannelCpuAffinity"),
                abstractMethods(MessageInterruptProvider.class));
    }

    private static Set<String> abstractMethods(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName).collect(Collectors.toSet());
    }
}
