// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.SLOTS;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.reference.hw.Injection.Kind;

@DisplayName("injected faults")
class InjectionTest {

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);

    @BeforeEach
    void writeChain() {
        for (int i = 0; i < SLOTS; i++) {
            fixture.copy(i, i * 64, 64, INTERRUPT_ON_COMPLETION);
        }
    }

    private void inject(Kind kind, long argument) {
        assertTrue(fixture.channel().inject(new Injection(kind, argument), Duration.ZERO), "the engine is off");
        fixture.run();
    }

    private void start(int count) {
        fixture.channel().startDma(slot(0), count);
        fixture.run();
    }

    @Test
    @DisplayName("ERROR: the nth descriptor fails")
    void shouldFailTheNthDescriptor() {
        inject(Kind.ERROR, 3);
        start(4);

        assertEquals(FaultCode.INJECTED, fixture.channel().error());
        assertEquals(slot(2), fixture.channel().faultAddress());
        assertEquals(word(1, TransferStatus.HALTED), fixture.word());
        fixture.assertCopied(0, 128);
        fixture.assertUntouched(128, 64);
    }

    @Test
    @DisplayName("HANG: the nth descriptor is never begun, until the channel is aborted and mended")
    void shouldHangAtTheNthDescriptor() {
        inject(Kind.HANG, 2);
        start(3);
        assertEquals(word(0, TransferStatus.ACTIVE), fixture.channel().status());
        fixture.assertUntouched(64, 64);

        fixture.channel().give(Command.ABORT);
        fixture.run();
        assertEquals(word(0, TransferStatus.HALTED), fixture.word());

        inject(Kind.NONE, 0);
        start(3);
        fixture.assertCopied(0, 192);
    }

    @Test
    @DisplayName("SLOW: all is done, later")
    void shouldBeSlow() {
        inject(Kind.SLOW, 2_000_000);
        long began = System.nanoTime();
        start(3);

        assertTrue(System.nanoTime() - began >= 6_000_000);
        fixture.assertCopied(0, 192);
    }

    @Test
    @DisplayName("LOST_INTERRUPTS: the first ones do not arrive")
    void shouldLoseInterrupts() {
        inject(Kind.LOST_INTERRUPTS, 2);
        start(3);

        assertEquals(List.of(0), fixture.interrupts);
        fixture.assertCopied(0, 192);
    }

    @Test
    @DisplayName("a reset ends it")
    void shouldEndWithAReset() {
        inject(Kind.ERROR, 1);
        fixture.channel().give(Command.RESET);
        fixture.run();
        start(1);

        fixture.assertCopied(0, 64);
    }
}
