// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import org.netdma.benchmarks.copy.CopyPort;
import org.netdma.benchmarks.copy.FutureWindow;
import org.netdma.benchmarks.copy.Walk;

/** Contender: NetDMA, a future for each copy, joined when one is waited for. */
final class FuturePort implements CopyPort {

    private final FutureWindow futures = new FutureWindow();
    private final Session session;

    FuturePort(Session session) {
        this.session = session;
    }

    @Override
    public void submit(Walk walk, int batch) {
        int size = walk.size();
        for (int i = 0; i < batch; i++) {
            int block = walk.next();
            futures.add(session.channel().copyAsync(session.source(), block, session.destination(), block, size)
                    .toCompletableFuture());
        }
    }

    @Override
    public long completed() {
        return futures.completed();
    }

    @Override
    public void await(long count) {
        futures.await(count);
    }

    @Override
    public void close() {
        session.close();
    }
}
