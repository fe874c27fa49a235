// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.ring.DescriptorRing;

class TurnWatchTest {

    private static final long LIMIT = 1000;

    private final AddressSpace space = new AddressSpace();
    private final EngineTurns turns = new EngineTurns();
    private DescriptorRing ring;
    private TurnWatch watch;

    @BeforeEach
    void submitThree() throws NetDmaException {
        ring = new DescriptorRing(space, 4, true, Long.MAX_VALUE);
        watch = new TurnWatch(ring, turns);
        for (int i = 0; i < 3; i++) {
            ring.write(0, 0, 0, 0, 0, 0);
        }
        ring.publish();
        ring.started();
        watch.look(0, true, LIMIT);
    }

    @AfterEach
    void close() {
        ring.close();
    }

    @Test
    @DisplayName("[STO-4] work for others is progress, until the channel has waited once for each that waits")
    void shouldWaitItsTurn() {
        turns.setWaiting(true, 4);
        turns.serve(1);
        watch.look(2 * LIMIT - 1, true, LIMIT);
        assertEquals(1, watch.progress());
        turns.serve(1);
        watch.look(2 * LIMIT, true, LIMIT);
        assertEquals(1, watch.progress());
        watch.leave();
        watch.leave();
        watch.look(2 * LIMIT, true, LIMIT);
        turns.serve(1);
        watch.look(3 * LIMIT, true, LIMIT);
        assertEquals(3, watch.progress(), "it waits anew since it waited for nothing in between");
    }

    @Test
    @DisplayName("[STO-4] work for others is progress, until it is more than eight times what fits into the rings")
    void shouldNotWaitForEver() {
        turns.setWaiting(true, 4);
        turns.serve(63);
        watch.look(1, true, LIMIT);
        assertEquals(63, watch.progress());
        turns.serve(1);
        watch.look(1, true, LIMIT);
        assertEquals(63, watch.progress());
    }

    @Test
    @DisplayName("[STO-4] what is lost by a reset is no work: a dead engine is found at once by each channel")
    void shouldNotCountWhatIsLost() {
        ring.markHalted();
        watch.look(1, true, LIMIT);
        ring.rearm();
        watch.look(2, false, LIMIT);
        assertEquals(0, turns.served());
        assertEquals(3, watch.progress());
    }
}
