// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.util.concurrent.atomic.AtomicLong;
import org.netdma.benchmarks.copy.CopyPort;
import org.netdma.benchmarks.copy.Walk;

/** Contender: NetDMA, a callback for each copy, on a DPC thread; it counts. */
final class CallbackPort implements CopyPort {

    private final AtomicLong done = new AtomicLong();
    private final Session session;

    CallbackPort(Session session) {
        this.session = session;
    }

    @Override
    public void submit(Walk walk, int batch) {
        int size = walk.size();
        for (int i = 0; i < batch; i++) {
            int block = walk.next();
            session.channel().copyAsync(session.source(), block, session.destination(), block, size)
                    .whenComplete(this::count);
        }
    }

    private void count(Void nothing, Throwable failure) {
        if (failure == null) {
            done.incrementAndGet();
        }
    }

    @Override
    public long completed() {
        return done.get();
    }

    @Override
    public void close() {
        session.close();
    }
}
