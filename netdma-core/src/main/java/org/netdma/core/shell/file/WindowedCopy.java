// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.NtStatus;

/**
 * Copies a file window by window, each by a chain of descriptors. Several windows are in flight, so that the engine
 * copies one while the next are mapped and enqueued and the last is given back. One thread.
 */
final class WindowedCopy implements AutoCloseable {

    private static final int WINDOWS_IN_FLIGHT = 3;
    /** More would make progress jump, and a person who cancels wait. */
    private static final long LARGEST_DESCRIPTOR = 4L << 20;
    private static final int SPINS = 200;
    private static final long NAP_NANOSECONDS = 50_000;

    private final DmaChannel channel;
    private final PhysicalMemory memory;
    private final Duration stallLimit;
    private final long chunk;
    private final int roomWorthWaitingFor;
    private final Deque<Window> inFlight = new ArrayDeque<>();
    private LongConsumer listener;

    /**
     * @param channel    of this copy alone; closed with it
     * @param memory     to map with
     * @param stallLimit how long the engine may take for one descriptor
     */
    WindowedCopy(DmaChannel channel, PhysicalMemory memory, Duration stallLimit) {
        this.channel = channel;
        this.memory = memory;
        this.stallLimit = stallLimit;
        this.chunk = Math.min(channel.maximumTransferSize(), LARGEST_DESCRIPTOR);
        this.roomWorthWaitingFor = Math.max(1, channel.freeEntries() / 2);
    }

    /**
     * Copies; when it returns every byte is there.
     *
     * @param from       opened for reading
     * @param to         opened for reading and writing, empty; it grows
     * @param size       of the file
     * @param windowSize of the regions
     * @param copied     is told up to where the files are the same, as often as that changes
     */
    void run(FileChannel from, FileChannel to, long size, long windowSize, LongConsumer copied)
            throws NetDmaException, InterruptedException {
        listener = copied;
        long position = 0;
        while (position < size || !inFlight.isEmpty()) {
            if (position < size && inFlight.size() < WINDOWS_IN_FLIGHT) {
                Window window = Window.map(memory, from, to, position, Math.min(windowSize, size - position));
                inFlight.add(window);
                enqueue(window);
                position = window.end();
            } else {
                finishOldest();
            }
        }
    }

    private void enqueue(Window window) throws NetDmaException, InterruptedException {
        for (long offset = 0; offset < window.size(); offset += chunk) {
            if (channel.freeEntries() == 0) {
                accepted(channel.submit());
                waitFor(done -> channel.freeEntries() >= roomWorthWaitingFor);
            }
            window.enqueued(accepted(channel.enqueueCopy(window.source(), offset, window.destination(), offset,
                    Math.min(chunk, window.size() - offset))));
        }
        accepted(channel.submit());
    }

    private void finishOldest() throws NetDmaException, InterruptedException {
        Window oldest = inFlight.element();
        waitFor(done -> done >= oldest.lastTicket());
        inFlight.remove().close();
    }

    /** @param enough decides by the highest ticket that is done */
    private void waitFor(LongPredicate enough) throws NetDmaException, InterruptedException {
        long before = -1;
        long since = System.nanoTime();
        for (int spins = 0;; spins++) {
            long done = accepted(channel.poll());
            if (done > before) {
                before = done;
                since = System.nanoTime();
                spins = 0;
                listener.accept(inFlight.element().copiedTo(done, chunk));
            }
            if (enough.test(done)) {
                return;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("cancelled");
            }
            if (System.nanoTime() - since > stallLimit.toNanos()) {
                throw new NetDmaException(NtStatus.IO_TIMEOUT, "STO-4", ("descriptor %d of provider %d is not done "
                        + "after %d s: pnp:devices may say why, or use another provider")
                        .formatted(done + 1, channel.info().provider(), stallLimit.toSeconds()));
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(NAP_NANOSECONDS);
            }
        }
    }

    private long accepted(long answer) throws NetDmaException {
        if (!Refusal.isRefusal(answer)) {
            return answer;
        }
        Refusal refusal = Refusal.of(answer);
        if (refusal == Refusal.HALTED && channel.failure().isPresent()) {
            ChannelFailure failure = channel.failure().get();
            throw new NetDmaException(failure.status(), refusal.rule(), ("descriptor %d of provider %d failed, near "
                    + "byte %d of the file").formatted(failure.failedTicket(), channel.info().provider(),
                            inFlight.isEmpty() ? 0 : inFlight.element().copiedTo(failure.failedTicket() - 1, chunk)));
        }
        throw refusal.toException();
    }

    /** Waits for what is in flight, then takes the windows away. */
    @Override
    public void close() throws NetDmaException {
        channel.close();
        NetDmaException failed = null;
        for (Window window = inFlight.poll(); window != null; window = inFlight.poll()) {
            try {
                window.close();
            } catch (NetDmaException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
