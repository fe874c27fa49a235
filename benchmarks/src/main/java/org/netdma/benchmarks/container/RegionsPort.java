// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.nio.ByteBuffer;
import org.netdma.NetDmaException;
import org.netdma.benchmarks.copy.CopyPort;
import org.netdma.benchmarks.copy.Walk;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/**
 * NetDMA with many regions. The copies step through the same {@value #PLACES} places whatever the number of regions, so
 * that only the number of regions makes a difference; with {@value #PLACES} of them each copy meets another region.
 */
final class RegionsPort implements CopyPort {

    private static final int PLACES = 10_000;
    private static final int STRIDE = 832;

    private final Session session;
    private final DmaChannel channel;
    private final MemoryRegion[] sources;
    private final MemoryRegion[] destinations;
    private final int[] regionOf = new int[PLACES];
    private final int[] offsetOf = new int[PLACES];
    private int place;

    RegionsPort(Session session, PhysicalMemory memory, Walk walk, int regions) throws NetDmaException {
        if (PLACES % regions != 0 || walk.size() > STRIDE) {
            throw new IllegalArgumentException("regions divide " + PLACES + ", blocks fit in " + STRIDE + " bytes");
        }
        this.session = session;
        channel = session.channel();
        int places = PLACES / regions;
        for (int i = 0; i < PLACES; i++) {
            regionOf[i] = i / places;
            offsetOf[i] = i % places * STRIDE;
        }
        sources = wrap(memory, walk.source(), regions, places * STRIDE);
        destinations = wrap(memory, walk.destination(), regions, places * STRIDE);
    }

    private static MemoryRegion[] wrap(PhysicalMemory memory, ByteBuffer buffer, int regions, int size)
            throws NetDmaException {
        MemoryRegion[] wrapped = new MemoryRegion[regions];
        for (int i = 0; i < regions; i++) {
            wrapped[i] = memory.wrap(buffer.slice(i * size, size));
        }
        return wrapped;
    }

    @Override
    public void submit(Walk walk, int batch) {
        int size = walk.size();
        for (int i = 0; i < batch; i++) {
            int region = regionOf[place];
            int offset = offsetOf[place];
            check(channel.enqueueCopy(sources[region], offset, destinations[region], offset, size));
            place = place + 1 == PLACES ? 0 : place + 1;
        }
        check(channel.submit());
    }

    @Override
    public long completed() {
        return check(channel.poll());
    }

    private static long check(long answer) {
        if (Refusal.isRefusal(answer)) {
            throw new IllegalStateException(Refusal.of(answer).toString());
        }
        return answer;
    }

    @Override
    public boolean isIntact(Walk walk, long copies) {
        for (int i = 0; i < Math.min(copies, PLACES); i++) {
            int from = i * STRIDE;
            if (!walk.source().slice(from, walk.size()).equals(walk.destination().slice(from, walk.size()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        session.close();
        try {
            for (int i = 0; i < sources.length; i++) {
                sources[i].close();
                destinations[i].close();
            }
        } catch (NetDmaException e) {
            throw new IllegalStateException("a copy is still in flight", e);
        }
    }
}
