// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.netdma.memory.MemoryUsage;
import org.netdma.memory.PhysicalMemory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What is there besides the code: threads, services, regions.
 *
 * @param threads  live ones by name, numbers in it left out
 * @param services registered ones by their interfaces
 * @param memory   regions of all bundles
 */
record Residue(Map<String, Long> threads, Map<String, Long> services, MemoryUsage memory) {

    /** How long everything has to go. */
    static final Duration LIMIT = Duration.ofSeconds(20);

    private static final long STEP_NANOS = 50_000_000;

    /** {@return what is there now} */
    static Residue now(BundleContext context, PhysicalMemory memory) {
        Map<String, Long> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("netdma"))
                .collect(Collectors.groupingBy(thread -> thread.getName().replaceAll("\\d+", "n"), TreeMap::new,
                        Collectors.counting()));
        return new Residue(threads, services(context), memory.usage());
    }

    private static Map<String, Long> services(BundleContext context) {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(null, null);
            Map<String, Long> counts = new TreeMap<>();
            for (ServiceReference<?> reference : all) {
                counts.merge(String.join(",", (String[]) reference.getProperty("objectClass")), 1L, Long::sum);
            }
            return counts;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@return what is there in excess of before, once nothing is or the limit is over}
     *
     * @param now what is there at the moment
     */
    List<String> excess(Supplier<Residue> now, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<String> excess = excess(now.get());
        while (!excess.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(STEP_NANOS);
            excess = excess(now.get());
        }
        return excess;
    }

    private List<String> excess(Residue after) {
        List<String> excess = new ArrayList<>();
        more("thread", threads, after.threads, excess);
        more("service", services, after.services, excess);
        if (after.memory.regions() > memory.regions()) {
            excess.add("regions: %d before, %d now".formatted(memory.regions(), after.memory.regions()));
        }
        return excess;
    }

    private static void more(String what, Map<String, Long> before, Map<String, Long> after, List<String> excess) {
        after.forEach((name, count) -> {
            long was = before.getOrDefault(name, 0L);
            if (count > was) {
                excess.add("%s %s: %d before, %d now".formatted(what, name, was, count));
            }
        });
    }
}
