// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * The deferred procedure calls queued to one CPU: many threads put, one takes. It links the calls themselves, so
 * queueing allocates nothing and takes no lock.
 */
final class DpcQueue {

    private static final VarHandle NEWEST;
    private static final VarHandle SLEEPER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEWEST = lookup.findVarHandle(DpcQueue.class, "newest", QueuedCall.class);
            SLEEPER = lookup.findVarHandle(DpcQueue.class, "sleeper", Thread.class);
        } catch (ReflectiveOperationException missing) {
            throw new ExceptionInInitializerError(missing);
        }
    }

    private QueuedCall newest;
    private Thread sleeper;
    // Taken from newest, oldest first; of the taking thread only. Its successor, after it got stuck, is started later.
    private QueuedCall taken;

    /** Puts a call that is in no queue. */
    void put(QueuedCall call) {
        QueuedCall before;
        do {
            before = (QueuedCall) NEWEST.getAcquire(this);
            call.next = before;
            // Publishes call.next to takeAll. A full fence, too: it comes before the read of sleeper, as in
            // awaitWork the write of sleeper comes before the read of newest, so one of the two sees the other.
        } while (!NEWEST.compareAndSet(this, before, call));
        Thread waiting = before == null ? (Thread) SLEEPER.getVolatile(this) : null;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** {@return the oldest call; null when there is none. For the taking thread} */
    QueuedCall take() {
        if (taken == null) {
            taken = takeAll();
        }
        QueuedCall call = taken;
        if (call != null) {
            // Once it runs it may be queued again, here or elsewhere: its link is free from here on.
            taken = call.next;
            call.next = null;
        }
        return call;
    }

    private QueuedCall takeAll() {
        // Pairs with the compareAndSet in put.
        QueuedCall call = (QueuedCall) NEWEST.getAndSet(this, (QueuedCall) null);
        QueuedCall oldest = null;
        while (call != null) {
            QueuedCall earlier = call.next;
            call.next = oldest;
            oldest = call;
            call = earlier;
        }
        return oldest;
    }

    /** Parks the taking thread until a call is put, or it is unparked for another reason. */
    void awaitWork() {
        SLEEPER.setVolatile(this, Thread.currentThread());
        if (isEmpty()) {
            LockSupport.park(this);
        }
        SLEEPER.setVolatile(this, (Thread) null);
    }

    /** {@return whether nothing is queued} */
    boolean isEmpty() {
        return NEWEST.getVolatile(this) == null;
    }
}
