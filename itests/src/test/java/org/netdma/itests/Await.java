// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what happens on other threads, with a limit far above what it takes. */
final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(5);

    private Await() {
    }

    /**
     * Looks again and again until what it sees is as wanted, and fails with what it saw last when that takes too long.
     *
     * @return what it saw then
     */
    static <T> T until(Callable<T> look, Predicate<? super T> wanted, String what) throws Exception {
        long start = System.nanoTime();
        T seen = look.call();
        while (!wanted.test(seen)) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                fail("%s: not within %d s; last seen: %s".formatted(what, LIMIT.toSeconds(), seen));
            }
            LockSupport.parkNanos(STEP.toNanos());
            seen = look.call();
        }
        return seen;
    }

    /**
     * Waits until the garbage collector has found that nobody holds something any more. If somebody does, the heap is
     * written to {@code itests/target}, for who holds it cannot be told afterwards.
     */
    static void collected(WeakReference<?> held, String what) throws Exception {
        try {
            until(() -> {
                System.gc();
                return held.get();
            }, Objects::isNull, what + " collected");
        } catch (AssertionError still) {
            Path heap = TestBundles.TARGET.resolve("held-%d.hprof".formatted(System.nanoTime()));
            int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(ProcessHandle.current().pid()), "GC.heap_dump", heap.toAbsolutePath().toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            throw new AssertionError("%s; %s".formatted(still.getMessage(),
                    exit == 0 ? "the heap is in " + heap : "jcmd could not write the heap: exit code " + exit), still);
        }
    }
}
