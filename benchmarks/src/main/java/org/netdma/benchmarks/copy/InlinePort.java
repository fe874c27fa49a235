// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import java.nio.ByteBuffer;

/** Contender: an absolute bulk put on the caller's thread. */
final class InlinePort implements CopyPort {

    private final ByteBuffer source;
    private final ByteBuffer destination;
    private long done;

    InlinePort(Walk walk) {
        source = walk.source();
        destination = walk.destination();
    }

    @Override
    public void submit(Walk walk, int batch) {
        int size = walk.size();
        for (int i = 0; i < batch; i++) {
            int block = walk.next();
            destination.put(block, source, block, size);
        }
        done += batch;
    }

    @Override
    public long completed() {
        return done;
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
