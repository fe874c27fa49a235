// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assertions;

/** Moves an engine all the time, on a thread of its own. */
public final class EngineThread implements AutoCloseable {

    private static final long JOIN_MILLIS = 60_000;

    private final AtomicLong done = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /** Starts to move an engine. */
    public EngineThread(FakeEngine engine) {
        thread = new Thread(() -> {
            while (!closed) {
                if (engine.step()) {
                    done.incrementAndGet();
                } else {
                    Thread.yield();
                }
            }
        }, "fake-engine");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return how many descriptors it did} */
    public long done() {
        return done.get();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Assertions.assertFalse(thread.isAlive(), "the engine did not come back from a step");
    }
}
