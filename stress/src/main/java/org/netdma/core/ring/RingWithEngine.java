// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import java.nio.ByteBuffer;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.RegionWindow;
import org.netdma.provider.reference.hw.DmaEngine;
import org.netdma.provider.reference.hw.EngineOptions;
import org.netdma.provider.reference.hw.IdlePolicy;

/**
 * A ring, the engine of the reference provider that walks it, and memory to copy within. The engine has no thread: a
 * test says when it works. The first copy is submitted, so that what a test submits is an AppendDma: it rings the
 * doorbell, which has release semantics and no more.
 */
final class RingWithEngine {

    /** What copies move, and what the memory behind the destination holds when they did. */
    static final long VALUE = 42;

    private static final int DESTINATION = 64;
    private static final int MANY = 1000;

    final DescriptorRing ring;
    private final DmaEngine engine;
    private final RegionWindow data;

    RingWithEngine(NetDmaVersion version) {
        AddressSpace space = new AddressSpace();
        engine = new DmaEngine(new EngineOptions(version, 1, 1 << 16, Long.MAX_VALUE, false, IdlePolicy.LATENCY, 0),
                space);
        engine.connectInterrupt(0, () -> { });
        try {
            ring = new DescriptorRing(space, 4, version.isAtLeast(NetDmaVersion.V2_0), Long.MAX_VALUE);
            data = space.map(ByteBuffer.allocateDirect(2 * DESTINATION), true, Long.MAX_VALUE);
        } catch (NetDmaException full) {
            throw new IllegalStateException(full);
        }
        engine.channel(0).enable(ring.completionWordAddress());
        write();
        engine.channel(0).startDma(ring.publish(), 1);
        ring.started();
    }

    /** Writes the source, then a descriptor that copies it, and rings the doorbell. Submitter. */
    void append() {
        data.bytes().putLong(0, VALUE);
        write();
        ring.publish();
        engine.channel(0).appendDma(1);
    }

    private void write() {
        ring.write(Long.BYTES, 0, data.start(), data.start() + DESTINATION, 0, 0);
    }

    /** {@return the destination} */
    long destination() {
        return data.bytes().getLong(DESTINATION);
    }

    /** Lets the engine do its work once. {@return how much there was to do} */
    int work() {
        return engine.doWork();
    }

    /** Lets the engine work until there is nothing to do. */
    void finish() {
        for (int i = 0; engine.doWork() > 0; i++) {
            if (i == MANY) {
                throw new IllegalStateException("the engine does not come to rest");
            }
        }
    }
}
