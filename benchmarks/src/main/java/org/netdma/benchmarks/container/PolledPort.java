// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import org.netdma.benchmarks.copy.CopyPort;
import org.netdma.benchmarks.copy.Walk;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;

/** Contender: NetDMA, descriptors enqueued, submitted in batches, completion polled. */
final class PolledPort implements CopyPort {

    private final Session session;
    private final DmaChannel channel;
    private final MemoryRegion source;
    private final MemoryRegion destination;
    private final int flags;

    /**
     * @param session to use, closed by the port
     * @param flags   of each descriptor
     */
    PolledPort(Session session, int flags) {
        this.session = session;
        this.channel = session.channel();
        this.source = session.source();
        this.destination = session.destination();
        this.flags = flags;
    }

    @Override
    public void submit(Walk walk, int batch) {
        int size = walk.size();
        for (int i = 0; i < batch; i++) {
            int block = walk.next();
            check(flags == 0 ? channel.enqueueCopy(source, block, destination, block, size)
                    : channel.enqueueCopy(source, block, destination, block, size, flags));
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
    public void close() {
        session.close();
    }
}
