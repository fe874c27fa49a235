// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/** Finds out from which length on giving a copy to an engine takes the caller less time than copying. */
final class InlineThreshold {

    /** When there is no engine to measure: between the break-evens seen on machines with near and far caches. */
    static final long UNMEASURED = 2048;

    private static final int SMALLEST = 256;
    private static final int LARGEST = 64 * 1024;
    private static final int WARM_UP = 2_000;
    private static final int SAMPLES = 101;
    private static final long LIMIT_SECONDS = 1;

    private InlineThreshold() {
    }

    /**
     * {@return the measured threshold; {@link #UNMEASURED} when the engine did not answer} Takes some milliseconds.
     *
     * @param lane an engine's
     */
    static long measure(Lane lane, PhysicalMemory memory) throws InterruptedException {
        try (MemoryRegion source = memory.allocate(LARGEST); MemoryRegion destination = memory.allocate(LARGEST)) {
            for (int i = 0; i < WARM_UP; i++) {
                CopyRequest request = new CopyRequest(source, 0, destination, 0, SMALLEST);
                request.byProcessor();
                await(lane, request);
            }
            for (int size = SMALLEST; size < LARGEST; size *= 2) {
                if (engineIsQuicker(lane, new CopyRequest(source, 0, destination, 0, size))) {
                    return size;
                }
            }
            return LARGEST;
        } catch (NetDmaException | ExecutionException | TimeoutException e) {
            System.getLogger(InlineThreshold.class.getName()).log(System.Logger.Level.WARNING,
                    "inline threshold not measured, taking " + UNMEASURED + " bytes: " + e.getMessage());
            return UNMEASURED;
        }
    }

    private static boolean engineIsQuicker(Lane lane, CopyRequest request)
            throws NetDmaException, ExecutionException, TimeoutException, InterruptedException {
        long[] byProcessor = new long[SAMPLES];
        long[] byEngine = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long start = System.nanoTime();
            request.byProcessor();
            long middle = System.nanoTime();
            var stage = lane.copy(request, failure -> { });
            byEngine[i] = System.nanoTime() - middle;
            byProcessor[i] = middle - start;
            stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        return median(byEngine) < median(byProcessor);
    }

    private static void await(Lane lane, CopyRequest request)
            throws ExecutionException, TimeoutException, InterruptedException {
        lane.copy(request, failure -> { }).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static long median(long[] samples) {
        Arrays.sort(samples);
        return samples[samples.length / 2];
    }
}
