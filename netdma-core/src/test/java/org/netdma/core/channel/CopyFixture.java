// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.netdma.NetDmaException;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;

/** An interface, and memory to copy within: what tests of channels begin with. */
abstract class CopyFixture {

    /** Ends with the test. */
    Interface core;
    /** Random bytes. */
    MemoryRegion source;
    /** Zeros, as many. */
    MemoryRegion destination;
    private final int size;

    /** @param size bytes of the source, and of the destination */
    CopyFixture(int size) {
        this.size = size;
    }

    /** {@return the interface, one with the usual settings} */
    Interface openInterface() throws NetDmaException {
        return new Interface();
    }

    @BeforeEach
    final void openFixture() throws NetDmaException {
        core = openInterface();
        source = core.filled(size, 1);
        destination = core.memory.allocate(size);
    }

    @AfterEach
    final void closeFixture() {
        core.close();
    }
}
