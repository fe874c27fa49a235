// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.netdma.NetDmaException;
import org.netdma.memory.PhysicalMemory;

/** One thread that copies in one way, a few copies at a time, with pauses that leave the CPU to the others. */
record Worker(String name, CopyPath path, PhysicalMemory memory, Report report, BooleanSupplier goOn)
        implements Runnable {

    private static final int AT_ONCE = 4;
    private static final long PAUSE_NANOS = 500_000;

    @Override
    public void run() {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<CheckedCopy> copies = new ArrayList<>();
        try (path) {
            for (int i = 0; i < AT_ONCE; i++) {
                copies.add(new CheckedCopy(memory));
            }
            while (goOn.getAsBoolean()) {
                prepare(copies, random);
                path.copy(copies);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            prepare(copies, random);
        } catch (NetDmaException | RuntimeException | InterruptedException e) {
            report.fault("%s ended with %s at %s".formatted(name, e, List.of(e.getStackTrace())));
        } finally {
            copies.forEach(this::close);
        }
    }

    private void prepare(List<CheckedCopy> copies, SplittableRandom random) {
        copies.forEach(copy -> copy.prepare(random).ifPresent(report::fault));
    }

    private void close(CheckedCopy copy) {
        try {
            copy.close();
        } catch (NetDmaException e) {
            report.fault("the memory of %s is still in use: %s".formatted(name, e.getMessage()));
        }
    }
}
