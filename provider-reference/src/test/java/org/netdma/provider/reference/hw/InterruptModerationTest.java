// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.provider.reference.hw.InterruptModeration.GRACE;
import static org.netdma.provider.reference.hw.InterruptModeration.JUST_NOW;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;

class InterruptModerationTest {

    private static final long DELAY = 50_000;
    private static final long NOW = Long.MAX_VALUE - 10_000; // nanoTime may overflow

    private final InterruptModeration moderation = new InterruptModeration(DELAY);

    @Test
    @DisplayName("[INT-1] without a delay each interrupt is raised at once")
    void shouldRaiseAtOnceWithoutDelay() {
        InterruptModeration none = new InterruptModeration(0);
        assertTrue(none.request());
        assertFalse(none.isDue());
    }

    @Test
    @DisplayName("[INT-1] the interrupt of a single copy comes once nothing followed for a moment")
    void shouldRaiseWhenIdle() {
        assertFalse(moderation.request());
        assertTrue(moderation.isDue());
        assertFalse(moderation.isOver(NOW, 1, 0));
        assertFalse(moderation.isOver(NOW + 100, 0, 0));
        assertFalse(moderation.isOver(NOW + 100 + GRACE - 1, 0, 0));
        assertTrue(moderation.isOver(NOW + 100 + GRACE, 0, 0));
        moderation.clear();
        assertFalse(moderation.isDue());
    }

    @Test
    @DisplayName("what follows within the moment begins it anew")
    void shouldBeginTheMomentAnew() {
        moderation.request();
        assertFalse(moderation.isOver(NOW, 0, 0));
        assertFalse(moderation.isOver(NOW + GRACE / 2, 1, 0));
        assertFalse(moderation.isOver(NOW + GRACE, 0, 0));
        assertTrue(moderation.isOver(NOW + 2 * GRACE, 0, 0));
    }

    @Test
    @DisplayName("the interrupt comes once as much is done as is left, but not twice in a row")
    void shouldRaiseHalfWay() {
        moderation.request();
        assertFalse(moderation.isOver(NOW, 3, 5));
        assertTrue(moderation.isOver(NOW + 1, 1, 4));
        moderation.clear();
        moderation.request();
        assertFalse(moderation.isOver(NOW + JUST_NOW, 4, 4));
        assertTrue(moderation.isOver(NOW + 1 + JUST_NOW, 0, 4));
    }

    @Test
    @DisplayName("the interrupt comes after the delay, whatever goes on")
    void shouldRaiseAfterTheDelay() {
        moderation.request();
        assertFalse(moderation.isOver(NOW, 1, 1000));
        assertFalse(moderation.isOver(NOW + DELAY - 1, 1, 1000));
        assertTrue(moderation.isOver(NOW + DELAY, 1, 1000));
    }

    @Test
    @DisplayName("[INT-1, INT-3] a channel holds the interrupt of a copy back for a moment, that of an error not at all")
    void shouldHoldBackNoError() {
        EngineFixture fixture = new EngineFixture(new EngineOptions(NetDmaVersion.V2_0, 1,
                EngineFixture.MAXIMUM_TRANSFER, Long.MAX_VALUE, true, IdlePolicy.BALANCED, Long.MAX_VALUE / 2));
        fixture.copy(0, 0, 64, INTERRUPT_ON_COMPLETION);
        fixture.write(1, 64, 0, EngineFixture.NOWHERE, EngineFixture.DESTINATION, EngineFixture.slot(2));
        fixture.channel().startDma(EngineFixture.slot(0), 1);
        assertTrue(fixture.engine.doWork() > 0);
        assertEquals(List.of(), fixture.interrupts);
        fixture.channel().appendDma(1);
        assertTrue(fixture.engine.doWork() > 0);
        assertEquals(List.of(0), fixture.interrupts);
        fixture.run();
        assertEquals(List.of(0), fixture.interrupts, "one tells of both");
    }

    @Test
    @DisplayName("[INT-1] an engine is at work until the interrupt that is due was raised")
    void shouldRaiseBeforeItIsIdle() {
        EngineFixture fixture = new EngineFixture(new EngineOptions(NetDmaVersion.V2_0, 1,
                EngineFixture.MAXIMUM_TRANSFER, Long.MAX_VALUE, true, IdlePolicy.BALANCED, Long.MAX_VALUE / 2));
        fixture.copy(0, 0, 64, INTERRUPT_ON_COMPLETION);
        fixture.channel().startDma(EngineFixture.slot(0), 1);
        fixture.run();
        assertEquals(List.of(0), fixture.interrupts);
    }
}
