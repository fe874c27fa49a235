// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Takes the samples of one port. The answers are numbers by name; times are in nanoseconds. */
final class Sampler {

    /** Part of a sample's time that the contender runs before, unmeasured: its threads start and wake there. */
    private static final int LEAD_IN_SHARE = 5;
    private static final int WINDOW = 256;
    private static final int BURST = 128;
    private static final int BURST_BYTES = 4 << 20;
    private static final long SETTLE_MILLIS = 200;
    private static final long LONGEST_TIME = TimeUnit.SECONDS.toNanos(10);

    private final CopyPort port;
    private final Walk walk;
    private final Request request;
    private final Map<String, Number> answer = new LinkedHashMap<>();

    Sampler(CopyPort port, Walk walk, Request request) {
        this.port = port;
        this.walk = walk;
        this.request = request;
    }

    Map<String, Number> take() throws InterruptedException {
        switch (request.command()) {
            case SUSTAINED -> sustained();
            case ROUNDTRIP -> roundTrip();
            case SUBMITTER -> submitter();
            case IDLE -> idle();
            case WAKE -> wake();
        }
        return answer;
    }

    private void sustained() {
        int batch = batch();
        int window = (int) request.get("window", WINDOW);
        CopyLoop.run(port, walk, batch, window, duration() / LEAD_IN_SHARE);
        AllocatedBytes before = AllocatedBytes.now();
        long start = System.nanoTime();
        long copies = CopyLoop.run(port, walk, batch, window, duration());
        long nanos = System.nanoTime() - start;
        AllocatedBytes allocated = AllocatedBytes.now().minus(before);
        if (!port.isIntact(walk, copies)) {
            throw new IllegalStateException("the destination differs from the source");
        }
        answer.put("copies", copies);
        answer.put("nanos", nanos);
        answer.put("allocated", allocated.byThisThread());
        answer.put("allocatedbyall", allocated.byAllThreads());
    }

    private void roundTrip() {
        Histogram times = new Histogram(LONGEST_TIME, 3);
        long target = port.completed();
        long start = System.nanoTime();
        long from = duration() / LEAD_IN_SHARE;
        long until = from + duration();
        while (true) {
            long time = oneRoundTrip(++target);
            long now = System.nanoTime() - start;
            if (now >= until && times.getTotalCount() > 0) {
                break;
            }
            if (now >= from) {
                times.recordValue(Math.min(time, LONGEST_TIME));
            }
        }
        report(times);
    }

    private void wake() throws InterruptedException {
        Histogram times = new Histogram(LONGEST_TIME, 3);
        long target = port.completed();
        for (long i = request.get("count", 100); i > 0; i--) {
            Thread.sleep(request.get("pausemillis", 10));
            times.recordValue(Math.min(oneRoundTrip(++target), LONGEST_TIME));
        }
        report(times);
    }

    private long oneRoundTrip(long target) {
        long start = System.nanoTime();
        port.submit(walk, 1);
        port.await(target);
        return System.nanoTime() - start;
    }

    private void report(Histogram times) {
        answer.put("count", times.getTotalCount());
        answer.put("p50", times.getValueAtPercentile(50));
        answer.put("p99", times.getValueAtPercentile(99));
        answer.put("p999", times.getValueAtPercentile(99.9));
        answer.put("max", times.getMaxValue());
    }

    /** Submits bursts that fit in the ring, waits without touching the port, and times both calls apart. */
    private void submitter() {
        int batch = batch();
        int burst = Math.max(batch, Math.min(BURST, BURST_BYTES / walk.size()) / batch * batch);
        long leadIn = duration() / LEAD_IN_SHARE;
        long pause = leadIn / CopyLoop.run(port, walk, batch, burst, leadIn) * burst + 2000;
        Histogram submits = new Histogram(LONGEST_TIME, 3);
        Histogram reaps = new Histogram(LONGEST_TIME, 3);
        long target = port.completed();
        long begin = System.nanoTime();
        do {
            target += burst;
            submits.recordValue(timeToSubmit(batch, burst));
            long done;
            do {
                spin(pause);
                long start = System.nanoTime();
                done = port.completed();
                reaps.recordValue(System.nanoTime() - start);
            } while (done < target);
        } while (System.nanoTime() - begin < duration());
        answer.put("submit", submits.getValueAtPercentile(50) / (double) burst);
        answer.put("reap", reaps.getValueAtPercentile(50) / (double) burst);
    }

    private long timeToSubmit(int batch, int burst) {
        long start = System.nanoTime();
        for (int i = 0; i < burst; i += batch) {
            port.submit(walk, batch);
        }
        return System.nanoTime() - start;
    }

    private static void spin(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }

    private void idle() throws InterruptedException {
        CopyLoop.run(port, walk, 1, WINDOW, TimeUnit.MILLISECONDS.toNanos(10));
        Thread.sleep(SETTLE_MILLIS);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        Thread.sleep(request.get("millis", 1000));
        answer.put("cpu", (system.getProcessCpuTime() - cpu) / (double) (System.nanoTime() - start));
    }

    private int batch() {
        return (int) request.get("batch", 1);
    }

    private long duration() {
        return TimeUnit.MILLISECONDS.toNanos(request.get("millis", 100));
    }
}
