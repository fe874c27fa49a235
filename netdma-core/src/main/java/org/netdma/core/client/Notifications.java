// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.netdma.client.event.ClientEvent;
import org.netdma.client.event.DmaClientListener;
import org.netdma.core.registry.ProviderEvents;
import org.netdma.core.verifier.Watched;

/** Tells clients what happened, in the order in which it did, on a thread of its own [CLI-1]. */
public final class Notifications implements ProviderEvents, AutoCloseable {

    private static final Logger LOG = System.getLogger(Notifications.class.getName());
    private static final long JOIN_MILLIS = 5_000;

    private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "netdma-notifications");
    private volatile boolean closed;

    /** Makes the queue; nothing is delivered before {@link #start()}. */
    public Notifications() {
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    @Override
    public synchronized void post(ClientEvent event) {
        subscriptions.forEach(subscription -> queue.add(new Delivery(subscription, event)));
    }

    /**
     * Adds a listener.
     *
     * @param watched whose it is
     * @param past    what it is told of first; called under this object's monitor
     * @return to be closed when it is not to be told any more
     */
    synchronized Subscription subscribe(DmaClientListener listener, Watched watched, Supplier<List<ClientEvent>> past) {
        Subscription subscription = new Subscription(listener, watched);
        past.get().forEach(event -> queue.add(new Delivery(subscription, event)));
        subscriptions.add(subscription);
        return subscription;
    }

    private void run() {
        while (!closed) {
            try {
                queue.take().deliver();
            } catch (InterruptedException e) {
                if (!closed) {
                    LOG.log(Level.WARNING, "a listener interrupted the notification thread; it goes on", e);
                }
            }
        }
    }

    /** Ends the thread; what is not delivered by then is not delivered at all. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.log(Level.ERROR, "{0} did not end within {1} ms: a listener does not return [CLI-1]", thread.getName(),
                    JOIN_MILLIS);
        }
    }

    /** A listener, until it is closed. */
    final class Subscription implements AutoCloseable {

        private final DmaClientListener listener;
        private final Watched watched;
        private volatile boolean over;

        private Subscription(DmaClientListener listener, Watched watched) {
            this.listener = listener;
            this.watched = watched;
        }

        @Override
        public void close() {
            over = true;
            synchronized (Notifications.this) {
                subscriptions.remove(this);
            }
        }
    }

    private record Delivery(Subscription to, ClientEvent event) {

        void deliver() {
            if (to.over) {
                return;
            }
            try {
                to.watched.during("DmaClientListener.notified", () -> to.listener.notified(event));
            } catch (RuntimeException | Error e) { // other clients' events stand behind it
                LOG.log(Level.ERROR, "listener " + to.listener.getClass().getName() + " threw on " + event, e);
            }
        }
    }
}
