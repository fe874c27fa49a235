// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.client.Refusal;

/** What one thread sees; what several do is tested in the module {@code stress}. */
class PendingCopiesTest {

    private static final int SLOTS = 4;

    private final PendingCopies pending = new PendingCopies(SLOTS);

    private void add(long ticket) {
        assertTrue(pending.hasRoom());
        AsyncCopy copy = new AsyncCopy(null, 0, null, 0, 1);
        copy.giveUp(Refusal.HALTED, ticket);
        pending.add(copy);
    }

    @Test
    @DisplayName("copies are taken in order, each once, and none that is not done")
    void shouldTakeWhatIsDone() {
        assertTrue(pending.isEmpty());
        for (long ticket = 1; ticket < 5 * SLOTS; ticket += 2) {
            add(ticket);
            add(ticket + 1);
            assertNull(pending.take(ticket - 1));
            assertEquals(ticket, pending.take(ticket).lastTicket());
            assertNull(pending.take(ticket));
            assertFalse(pending.isEmpty());
            assertEquals(ticket + 1, pending.take(Long.MAX_VALUE).lastTicket());
            assertNull(pending.take(Long.MAX_VALUE));
            assertTrue(pending.isEmpty());
        }
    }

    @Test
    @DisplayName("one slot stays free, at which those stop who take all while another one still clears its slot")
    void shouldKeepOneSlotFree() {
        for (long ticket = 1; ticket < SLOTS; ticket++) {
            add(ticket);
        }
        for (long ticket = SLOTS; ticket < 3 * SLOTS; ticket++) {
            assertFalse(pending.hasRoom());
            pending.take(Long.MAX_VALUE);
            add(ticket);
        }
    }
}
