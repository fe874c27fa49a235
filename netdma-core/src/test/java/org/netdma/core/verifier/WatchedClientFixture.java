// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;

/** A watched client, whose bundle is called "test", with memory to copy within. */
abstract class WatchedClientFixture extends WatchedFixture {

    static final int SIZE = 4096;
    static final String CLIENT = "test";

    final FakeProvider provider = FakeProvider.counted();
    MemoryRegion source;
    MemoryRegion destination;

    @Override
    @BeforeEach
    final void open() throws NetDmaException {
        use(Interface.impatient(300, verifying.verifier));
    }

    final void use(Interface opened) throws NetDmaException {
        core = opened;
        source = core.filled(SIZE, 1);
        destination = core.filled(SIZE, 2);
    }

    static void submit(DmaChannel channel, MemoryRegion from, MemoryRegion to) {
        assertTrue(channel.enqueueCopy(from, 0, to, 0, SIZE) > 0);
        assertTrue(channel.submit() > 0);
    }
}
