// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.SLOTS;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;

@DisplayName("2.0 chains")
class CountedChainTest {

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);

    @Test
    @DisplayName("[XFR-4] the engine does as many descriptors as were counted, and leaves the rest of the chain alone")
    void shouldStopAtZero() {
        fixture.copy(0, 0, 64, 0);
        fixture.copy(1, 64, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.copy(2, 128, 64, STATUS_UPDATE_ON_COMPLETION);

        fixture.channel().startDma(slot(0), 2);
        fixture.run();

        fixture.assertCopied(0, 128);
        fixture.assertUntouched(128, 64);
        assertEquals(word(1, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("[XFR-4] an append adds its count, and goes on at the link of the last descriptor")
    void shouldGoOnAtTheLinkWhenAppended() {
        fixture.copy(0, 0, 64, 0);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();

        fixture.copy(1, 64, 64, 0);
        fixture.copy(2, 128, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().appendDma(1);
        fixture.channel().appendDma(1);
        fixture.run();

        fixture.assertCopied(0, 192);
        assertEquals(word(2, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("[XFR-4] nothing is reread: the link is the one that was there when the descriptor was done")
    void shouldNotRereadTheLink() {
        fixture.copy(0, 0, 64, 0);
        fixture.copy(5, 64, 64, 0);
        fixture.write(0, 64, 0, EngineFixture.SOURCE, EngineFixture.DESTINATION, slot(5));
        fixture.channel().startDma(slot(0), 1);
        fixture.run();

        fixture.link(0, 0, EngineFixture.NOWHERE);
        fixture.channel().appendDma(1);
        fixture.run();

        fixture.assertCopied(0, 128);
    }

    @Test
    @DisplayName("[XFR-4] the ring wraps for ever")
    void shouldWrapAroundTheRing() {
        fixture.copy(0, 0, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(0), 1);
        for (int i = 1; i < 10 * SLOTS; i++) {
            fixture.copy(i, i % 512 * 64, 64, STATUS_UPDATE_ON_COMPLETION);
            fixture.channel().appendDma(1);
            fixture.run();
            assertEquals(word(i, TransferStatus.IDLE), fixture.word());
        }
        fixture.assertCopied(0, 10 * SLOTS * 64);
    }

    @Test
    @DisplayName("[XFR-4] a null link before the count is through is a fault: 2.0 links are always valid")
    void shouldFaultOnNullLink() {
        fixture.write(0, 64, 0, EngineFixture.SOURCE, EngineFixture.DESTINATION, 0);
        fixture.channel().startDma(slot(0), 2);
        fixture.run();

        assertEquals(word(0, TransferStatus.HALTED), fixture.word());
        assertEquals(FaultCode.DESCRIPTOR_ADDRESS, fixture.channel().error());
    }

    @Test
    @DisplayName("[XFR-1] a doorbell before StartDma moves nothing")
    void shouldIgnoreTheDoorbellBeforeStart() {
        fixture.copy(0, 0, 64, 0);
        fixture.channel().appendDma(1);
        fixture.run();

        fixture.assertUntouched(0, 64);
        assertEquals(CompletionWord.ARMED, fixture.channel().status());
    }

    @Test
    @DisplayName("[XFR-2] StartDma on a busy channel drops the rest of the old chain")
    void shouldReplaceTheChainOfABusyChannel() {
        int old = EngineFixture.TURN + 8;
        for (int i = 0; i < SLOTS; i++) {
            fixture.copy(i, i * 64, 64, 0);
        }
        fixture.channel().startDma(slot(0), old);
        fixture.engine.doWork(); // one turn of the old chain
        assertEquals(slot((EngineFixture.TURN - 1) % SLOTS),
                CompletionWord.address(fixture.channel().status()));

        fixture.copy(12, 40_000, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(12), 1);
        fixture.run();

        fixture.assertCopied(40_000, 64);
        assertEquals(word(12, TransferStatus.IDLE), fixture.word());
        assertEquals(word(12, TransferStatus.IDLE), fixture.channel().status());
    }

    @Test
    @DisplayName("[XFR-2] of two StartDma that the engine sees at once only the second counts")
    void shouldTakeTheNewestChain() {
        fixture.copy(0, 0, 64, 0);
        fixture.copy(1, 64, 64, 0);
        fixture.channel().startDma(slot(0), 1);
        fixture.channel().startDma(slot(1), 1);
        fixture.run();

        fixture.assertUntouched(0, 64);
        fixture.assertCopied(64, 64);
    }

    @Test
    @DisplayName("a long chain of one channel does not keep another channel waiting")
    void shouldServeChannelsInTurn() {
        EngineFixture two = new EngineFixture(NetDmaVersion.V2_0, 2);
        for (int i = 0; i < SLOTS; i++) {
            two.copy(i, i * 64, 64, 0);
        }
        two.write(1, 0, 64, 0, EngineFixture.SOURCE + 40_000, EngineFixture.DESTINATION + 40_000, slot(1, 1));
        two.channel().startDma(slot(0), 100 * EngineFixture.TURN);
        two.engine.channel(1).startDma(slot(1, 0), 1);

        two.engine.doWork();

        two.assertCopied(40_000, 64);
    }

    @Test
    @DisplayName("a turn has fewer copies when they move more")
    void shouldCountBytesOfATurn() {
        int size = 8192;
        for (int i = 0; i < SLOTS; i++) {
            fixture.copy(i, 0, size, 0);
        }
        fixture.channel().startDma(slot(0), 100 * EngineFixture.TURN);
        fixture.engine.doWork(); // START is obeyed; the first copy makes the windows known

        int done = fixture.engine.doWork();

        long cost = done * (DescriptorWalker.DESCRIPTOR_COST + size);
        assertTrue(cost >= DescriptorWalker.TURN, () -> done + " copies");
        assertTrue(cost < DescriptorWalker.TURN + 8 * (DescriptorWalker.DESCRIPTOR_COST + size), () -> done + " copies");
    }
}
