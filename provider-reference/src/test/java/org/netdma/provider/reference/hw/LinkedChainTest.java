// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.DESTINATION;
import static org.netdma.provider.reference.hw.EngineFixture.SLOTS;
import static org.netdma.provider.reference.hw.EngineFixture.SOURCE;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.TransferStatus;

@DisplayName("1.x chains")
class LinkedChainTest {

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V1_0);

    private void copy(int number, long next) {
        fixture.write(number, 64, STATUS_UPDATE_ON_COMPLETION, SOURCE + number * 64L, DESTINATION + number * 64L, next);
    }

    @Test
    @DisplayName("[XFR-5] the engine follows the links, whatever the count says")
    void shouldFollowLinksAndIgnoreTheCount() {
        copy(0, slot(3));
        copy(3, slot(1));
        copy(1, 0);

        fixture.channel().startDma(slot(0), 1);
        fixture.run();

        fixture.assertCopied(0, 128);
        fixture.assertCopied(192, 64);
        fixture.assertUntouched(128, 64);
        assertEquals(word(1, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("[XFR-3] sitting on the last descriptor, the engine rereads its link when the doorbell rings")
    void shouldRereadTheLinkOnAppend() {
        copy(0, 0);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();

        copy(1, 0);
        fixture.link(0, 0, slot(1));
        fixture.channel().appendDma(1);
        fixture.run();

        fixture.assertCopied(0, 128);
        assertEquals(word(1, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("[XFR-3] without a doorbell the engine does not look at the link again")
    void shouldNotRereadWithoutDoorbell() {
        copy(0, 0);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();

        copy(1, 0);
        fixture.link(0, 0, slot(1));
        fixture.run();

        fixture.assertUntouched(64, 64);
    }

    @Test
    @DisplayName("[XFR-3] a doorbell for a link that was followed already finds nothing to do")
    void shouldSurviveALateDoorbell() {
        copy(0, slot(1));
        copy(1, 0);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        fixture.channel().appendDma(1);
        fixture.run();

        fixture.assertCopied(0, 128);
        assertEquals(word(1, TransferStatus.IDLE), fixture.channel().status());
    }

    @Test
    @DisplayName("[XFR-3] appending round the ring again and again")
    void shouldWrapAroundTheRing() {
        copy(0, 0);
        fixture.channel().startDma(slot(0), 1);
        for (int i = 1; i < 10 * SLOTS; i++) {
            fixture.write(i, 64, STATUS_UPDATE_ON_COMPLETION, SOURCE + i * 64L, DESTINATION + i * 64L, 0);
            fixture.link(0, i - 1, slot(i));
            fixture.channel().appendDma(1);
            fixture.run();
            assertEquals(word(i, TransferStatus.IDLE), fixture.word());
        }
        fixture.assertCopied(0, 10 * SLOTS * 64);
    }

    @Test
    @DisplayName("[CPL-2] the word says ACTIVE while links follow")
    void shouldReportActiveWhileLinksFollow() {
        copy(0, slot(1));
        fixture.write(1, 64, 0, SOURCE, DESTINATION, 0);
        fixture.channel().startDma(slot(0), 2);
        fixture.run();

        assertEquals(word(0, TransferStatus.ACTIVE), fixture.word());
    }
}
