// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.netdma.client.ChannelFailure;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.core.driver.ThrownLog;

/**
 * Calls a client's listener, one call at a time, on the thread that learned of it: that of the interrupt DPC, or the
 * watchdog's when the interrupt was lost [INT-3]. A thread that comes while another one is at it leaves its news there.
 */
final class ListenerCalls {

    private static final Logger LOG = System.getLogger(ListenerCalls.class.getName());
    private static final VarHandle ASKED;

    static {
        try {
            ASKED = MethodHandles.lookup().findVarHandle(ListenerCalls.class, "asked", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final DmaChannel channel;
    private volatile CompletionListener listener;
    /** Highest ticket that asks for an interrupt. Written by the submitter. */
    private long asked;
    /** Highest ticket that the listener was told of, or need not be. */
    private final AtomicLong told = new AtomicLong();
    /** Highest ticket that it is to be told of. */
    private final AtomicLong due = new AtomicLong();
    private final AtomicReference<ChannelFailure> halted = new AtomicReference<>();
    private final AtomicInteger news = new AtomicInteger();
    /** Whether the last call threw. Written by the one that calls. */
    private boolean throwing;

    /** @param channel that the listener is told of */
    ListenerCalls(DmaChannel channel) {
        this.channel = channel;
    }

    /** Says who is to be called. Before the client has the channel. */
    void listen(CompletionListener whom) {
        listener = whom;
    }

    /** {@return whether somebody is to be called} */
    boolean isListening() {
        return listener != null;
    }

    /** Notes that a ticket asks for an interrupt. Submitter. */
    void ask(long ticket) {
        ASKED.setRelease(this, ticket); // release: counterpart of the acquire in asked
    }

    /** The engine interrupted: tells of all that is done, when somebody asked and does not know. */
    void interrupted(long done) {
        if (listener != null && done > told.get() && asked() > told.get()) {
            tell(done);
        }
    }

    /** Tells of an interrupt that did not come, once the last ticket that asked is done for a while. */
    void overdue(long done) {
        if (listener != null && asked() > told.get() && done >= asked()) {
            tell(done);
        }
    }

    private void tell(long done) {
        due.accumulateAndGet(done, Math::max);
        call();
    }

    /** Tells that the channel halted, and stays so until it is reset. */
    void halted(ChannelFailure failure) {
        if (listener != null) {
            halted.set(failure);
            call();
        }
    }

    /** Says that nobody is to be told of tickets up to one: they are over. */
    void forget(long upTo) {
        told.accumulateAndGet(upTo, Math::max);
    }

    private long asked() {
        return (long) ASKED.getAcquire(this);
    }

    private void call() {
        if (news.getAndIncrement() > 0) {
            return; // who is at it finds it
        }
        int seen = 1;
        boolean whole = false;
        try {
            do {
                callOnce();
                seen = news.addAndGet(-seen);
            } while (seen > 0);
            whole = true;
        } finally {
            if (!whole) { // no stack is left even for the log: the next one tells what is due
                news.set(0);
            }
        }
    }

    private void callOnce() {
        long done = due.get();
        if (done > told.get()) {
            forget(done);
            guarded(() -> listener.completed(channel, done));
        }
        ChannelFailure failure = halted.getAndSet(null);
        if (failure != null) {
            guarded(() -> listener.halted(channel, failure));
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
            throwing = false;
        } catch (Throwable e) { // a client may throw anything, without taking the driver's DPC along
            if (!throwing) {
                throwing = true;
                ThrownLog.error(LOG,
                        "the completion listener of " + channel + " threw [INT-3]; more in a row are silent", e);
            }
        }
    }
}
