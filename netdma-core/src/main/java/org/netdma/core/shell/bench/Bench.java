// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.bench;

import java.time.Duration;
import java.util.Arrays;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.wdm.NtStatus;

/**
 * Measures copies through one channel, as a client makes them: enqueue a batch, submit it, wait for the oldest batch
 * once the window is full. For the thread that submits; when that is interrupted it ends with what was submitted done.
 */
public final class Bench {

    /** The largest copy that can be measured, in bytes: source and destination hold a few of them. */
    public static final int LARGEST = BenchMemory.BYTES / 2;
    /** The largest batch. */
    public static final int LARGEST_BATCH = 256;

    private static final int WINDOW = 256;
    private static final int BURST = 128;
    private static final int MOST_TIMES = 1 << 16;
    /** Of the time for one size: sustained copies with their lead-in, bursts, round trips and inline copies. */
    private static final int SUSTAINED_SHARE = 40;
    private static final int LEAD_IN_SHARE = 10;
    private static final int SUBMIT_SHARE = 20;
    private static final int ROUND_TRIP_SHARE = 20;
    private static final int INLINE_SHARE = 10;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final DmaChannel channel;
    private final BenchMemory memory;
    private final int batch;
    private final long[] windowTickets;
    private final long[] times = new long[MOST_TIMES];

    /**
     * @param channel empty, with a ring of 1,024 entries or more
     * @param memory  what is copied; to be closed after the channel
     * @param batch   copies of one submission, 1 to {@link #LARGEST_BATCH}
     */
    public Bench(DmaChannel channel, BenchMemory memory, int batch) {
        this.channel = channel;
        this.memory = memory;
        this.batch = batch;
        windowTickets = new long[Math.max(2, WINDOW / batch)];
    }

    /** {@return how many copies are outstanding at most} */
    public int window() {
        return windowTickets.length * batch;
    }

    /**
     * Measures copies of one size.
     *
     * @param size        bytes of a copy, 1 to {@link #LARGEST} and to what the channel can move at once
     * @param nanoseconds how long, about
     * @return what they cost
     * @throws NetDmaException      when the channel refuses or fails; IO_DEVICE_ERROR when the copied bytes are wrong
     * @throws InterruptedException when the thread was interrupted
     */
    public Figures measure(int size, long nanoseconds) throws NetDmaException, InterruptedException {
        long percent = nanoseconds / 100;
        memory.restart(size);
        sustained(percent * LEAD_IN_SHARE);
        memory.restart(size);
        long start = System.nanoTime();
        long copies = sustained(percent * SUSTAINED_SHARE);
        double perCopy = (System.nanoTime() - start) / (double) copies;
        verify(copies);
        double submit = submit(percent * SUBMIT_SHARE);
        int trips = roundTrips(percent * ROUND_TRIP_SHARE);
        return new Figures(size, copies, perCopy, submit, inline(percent * INLINE_SHARE),
                times[trips / 2], times[trips - 1 - trips / 100]);
    }

    private void verify(long copies) throws NetDmaException {
        int wrong = memory.mismatch(copies);
        if (wrong >= 0) {
            throw new NetDmaException(NtStatus.IO_DEVICE_ERROR, "CPL-2", ("byte %d is wrong after copies of %d bytes: "
                    + "provider %d does not copy right").formatted(wrong, memory.size(), channel.info().provider()));
        }
    }

    private long sustained(long duration) throws NetDmaException, InterruptedException {
        long start = System.nanoTime();
        long batches = 0;
        long copied = 0;
        do {
            int slot = (int) (batches % windowTickets.length);
            if (batches >= windowTickets.length) {
                channel.await(windowTickets[slot], LIMIT);
            }
            windowTickets[slot] = submitBatch(batch);
            batches++;
            copied += batch;
            cancelIfInterrupted(windowTickets[slot]);
        } while (System.nanoTime() - start < duration);
        channel.await(windowTickets[(int) ((batches - 1) % windowTickets.length)], LIMIT);
        return copied;
    }

    /** Bursts that fit in the ring, so that nothing but the submission is in the time. */
    private double submit(long duration) throws NetDmaException, InterruptedException {
        int batches = Math.max(1, BURST / batch);
        long start = System.nanoTime();
        int count = 0;
        do {
            long before = System.nanoTime();
            long last = 0;
            for (int i = 0; i < batches; i++) {
                last = submitBatch(batch);
            }
            times[count++] = System.nanoTime() - before;
            channel.await(last, LIMIT);
            cancelIfInterrupted(last);
        } while (System.nanoTime() - start < duration && count < MOST_TIMES);
        Arrays.sort(times, 0, count);
        return times[count / 2] / (double) (batches * batch);
    }

    /** {@return how many times there are now, in ascending order} */
    private int roundTrips(long duration) throws NetDmaException, InterruptedException {
        long start = System.nanoTime();
        int count = 0;
        do {
            long before = System.nanoTime();
            long ticket = submitBatch(1);
            channel.await(ticket, LIMIT);
            times[count++] = System.nanoTime() - before;
            cancelIfInterrupted(ticket);
        } while (System.nanoTime() - start < duration && count < MOST_TIMES);
        Arrays.sort(times, 0, count);
        return count;
    }

    private double inline(long duration) {
        int burst = Math.max(1, (1 << 16) / memory.size());
        long start = System.nanoTime();
        long copies = 0;
        long now;
        do {
            for (int i = 0; i < burst; i++) {
                memory.copyInline();
            }
            copies += burst;
            now = System.nanoTime();
        } while (now - start < duration);
        return (now - start) / (double) copies;
    }

    private long submitBatch(int copies) throws NetDmaException {
        for (int i = 0; i < copies; i++) {
            int source = memory.next();
            check(channel.enqueueCopy(memory.region(), source, memory.region(), BenchMemory.destinationOf(source),
                    memory.size()));
        }
        return check(channel.submit());
    }

    private static long check(long answer) throws NetDmaException {
        if (Refusal.isRefusal(answer)) {
            throw Refusal.of(answer).toException();
        }
        return answer;
    }

    private void cancelIfInterrupted(long last) throws NetDmaException, InterruptedException {
        if (Thread.interrupted()) {
            channel.await(last, LIMIT);
            throw new InterruptedException("cancelled");
        }
    }
}
