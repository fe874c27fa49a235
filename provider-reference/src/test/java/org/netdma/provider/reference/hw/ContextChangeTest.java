// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.DCA_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.DESTINATION_DCA_ENABLE;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.DESTINATION;
import static org.netdma.provider.reference.hw.EngineFixture.NOWHERE;
import static org.netdma.provider.reference.hw.EngineFixture.SOURCE;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.TransferStatus;

@DisplayName("[DCA-2] context changes")
class ContextChangeTest {

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);

    private void changeContext(int slot, int apicId, int flags) {
        fixture.write(slot, apicId, OP_TYPE_CONTEXT_CHANGE | flags, NOWHERE, NOWHERE, slot(slot + 1));
    }

    @Test
    @DisplayName("the engine keeps the target; the descriptor moves nothing, reports nothing, and is counted")
    void shouldKeepTheTarget() {
        changeContext(0, 7, DCA_CONTEXT_CHANGE);
        fixture.write(1, 64, DESTINATION_DCA_ENABLE | STATUS_UPDATE_ON_COMPLETION, SOURCE, DESTINATION, slot(2));
        fixture.channel().startDma(slot(0), 2);
        fixture.run();

        assertEquals(7, fixture.channel().dcaTarget());
        assertTrue(fixture.interrupts.isEmpty(), "the bit of INTERRUPT_ON_COMPLETION means something else here");
        fixture.assertCopied(0, 64);
        assertEquals(word(1, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("[DCA-1] transfers with DESTINATION_DCA_ENABLE hint at the target, those without do not")
    void shouldHintWhereAsked() {
        changeContext(0, 7, DCA_CONTEXT_CHANGE);
        fixture.write(1, 64, DESTINATION_DCA_ENABLE, SOURCE, DESTINATION, slot(2));
        fixture.write(2, 64, 0, SOURCE, DESTINATION, slot(3));
        fixture.write(3, 64, DESTINATION_DCA_ENABLE, SOURCE, DESTINATION, slot(4));
        fixture.channel().startDma(slot(0), 4);
        fixture.run();

        assertEquals(2, fixture.channel().dcaHints());
    }

    @Test
    @DisplayName("[DCA-1] an engine without direct cache access ignores the hint, and halts at a context change")
    void shouldNotUnderstandWithoutDca() {
        EngineFixture plain = new EngineFixture(new EngineOptions(NetDmaVersion.V2_0, 1, EngineFixture.MAXIMUM_TRANSFER,
                Long.MAX_VALUE, false, IdlePolicy.BALANCED, 0));
        plain.write(0, 64, DESTINATION_DCA_ENABLE | STATUS_UPDATE_ON_COMPLETION, SOURCE, DESTINATION, slot(1));
        plain.write(1, 7, OP_TYPE_CONTEXT_CHANGE | DCA_CONTEXT_CHANGE, NOWHERE, NOWHERE, slot(2));
        plain.channel().startDma(slot(0), 2);
        plain.run();

        plain.assertCopied(0, 64);
        assertEquals(0, plain.channel().dcaHints());
        assertEquals(0, plain.channel().dcaTarget());
        assertEquals(FaultCode.CONTROL_FLAGS, plain.channel().error());
    }

    @Test
    @DisplayName("the target stays until the next change, over StartDma, and is forgotten at reset")
    void shouldKeepTheTargetUntilTheNextChange() {
        changeContext(0, -1, DCA_CONTEXT_CHANGE);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        changeContext(0, 3, 0);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        assertEquals(0xFFFF_FFFFL, fixture.channel().dcaTarget());

        fixture.channel().give(Command.RESET);
        fixture.run();
        assertEquals(0, fixture.channel().dcaTarget());
    }
}
