// SPDX-License-Identifier: Apache-2.0
package org.netdma.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.descriptor.ControlFlags.DESTINATION_DCA_ENABLE;
import static org.netdma.descriptor.ControlFlags.DCA_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.SERIALIZE_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SOURCE_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.illegalFor;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;

class ControlFlagsTest {

    @Test
    @DisplayName("[XFR-12] a 1.x descriptor has no page breaks, DCA or operation types")
    void shouldRefuseNewerFlagsForOlderProviders() {
        int flags = SERIALIZE_TRANSFER | SOURCE_PAGE_BREAK | DESTINATION_DCA_ENABLE;
        assertEquals(SOURCE_PAGE_BREAK | DESTINATION_DCA_ENABLE, illegalFor(flags, NetDmaVersion.V1_1));
        assertEquals(0, illegalFor(flags, NetDmaVersion.V2_0));
        assertEquals(OP_TYPE_CONTEXT_CHANGE, illegalFor(OP_TYPE_CONTEXT_CHANGE, NetDmaVersion.V1_0));
    }

    @Test
    @DisplayName("[DCA-1] a context change takes no transfer flags but its own")
    void shouldAllowOnlyItsOwnFlagInContextChange() {
        int change = OP_TYPE_CONTEXT_CHANGE | DCA_CONTEXT_CHANGE;
        assertEquals(0, illegalFor(change, NetDmaVersion.V2_0));
        assertEquals(NULL_TRANSFER, illegalFor(change | NULL_TRANSFER, NetDmaVersion.V2_0));
    }

    @Test
    @DisplayName("[CPL-1] reserved bits and half an operation type are illegal")
    void shouldRefuseReservedBits() {
        assertEquals(0x100, illegalFor(0x100 | STATUS_UPDATE_ON_COMPLETION, NetDmaVersion.V2_0));
        assertEquals(0x0100_0000, illegalFor(0x0100_0000, NetDmaVersion.V2_0));
    }
}
