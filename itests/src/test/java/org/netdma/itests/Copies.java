// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * The copies that a client in a bundle of its own makes while a scenario is played; or none. Uses no class of NetDMA,
 * so that a test can refresh NetDMA's own bundles under it.
 */
final class Copies implements Consumer<String>, AutoCloseable {

    /** With these a copy of a channel may end whose engine goes: see DmaChannel and ChannelFailure. */
    private static final Set<String> ENDS = Set.of("DEVICE_REMOVED", "CANCELLED", "DEVICE_POWERED_OFF");
    /** With these a channel may be refused whose engine is on its way out, or has none left: see DmaClient. */
    private static final Set<String> REFUSALS = Set.of("DEVICE_NOT_READY", "NOT_FOUND", "INSUFFICIENT_RESOURCES",
            "DEVICE_POWERED_OFF", "DEVICE_REMOVED");

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Set<String> ends = new HashSet<>(ENDS);
    private final Set<String> refusals = new HashSet<>(REFUSALS);
    private ServiceRegistration<?> registration;
    private Bundle client;

    private Copies() {
    }

    static Copies none() {
        return new Copies();
    }

    /** Starts the client, and waits for its first copies: by engines if there are any, else by the CPU. */
    static Copies start(BundleContext context) throws Exception {
        Copies copies = new Copies();
        copies.registration = context.registerService(Consumer.class, copies,
                FrameworkUtil.asDictionary(Map.of("netdma.itests.copies", true)));
        copies.client = context.installBundle(TestBundles.copyingClient().toUri().toString());
        copies.client.start();
        copies.awaitMore();
        return copies;
    }

    /**
     * {@return these copies, in a scenario in which reference engines are pulled out: their channels halt at once, with
     * an error of the device, and what the interface itself tells such a channel while it opens it is refused}
     */
    Copies withHardwareThatGoes() {
        ends.add("IO_DEVICE_ERROR");
        refusals.add("UNSUCCESSFUL");
        return this;
    }

    @Override
    public void accept(String line) {
        if (line.startsWith("fault")) {
            faults.add(line);
        } else {
            counts.computeIfAbsent(line, key -> new LongAdder()).increment();
        }
    }

    private long sum(String first) {
        return counts.entrySet().stream().filter(count -> count.getKey().startsWith(first + " "))
                .mapToLong(count -> count.getValue().sum()).sum();
    }

    /** Waits until copies have ended well that were not asked for yet. */
    void awaitMore() throws Exception {
        awaitMoreOf("verified");
    }

    /** Waits until the engine of a device has done copies that were not asked for yet. */
    void awaitMoreBy(String instanceId) throws Exception {
        awaitMoreOf("verified " + instanceId);
    }

    /** Waits until so many engines have done copies. */
    void awaitEngines(int number) throws Exception {
        if (client != null) {
            Await.until(() -> counts.keySet().stream().filter(line -> line.startsWith("verified ")).count(),
                    engines -> engines >= number || !faults.isEmpty(), number + " engines that copy");
        }
    }

    private void awaitMoreOf(String line) throws Exception {
        if (client != null) {
            long seen = count(line);
            // more than can be on their way: 2 threads with 4 copies each
            Await.until(() -> this, copies -> copies.count(line) > seen + 8 || !faults.isEmpty(), "more " + line);
        }
    }

    private long count(String line) {
        return line.contains(" ") ? counts.getOrDefault(line, new LongAdder()).sum() : sum(line);
    }

    /** Ends the copies and looks at how each ended. */
    @Override
    public void close() throws Exception {
        if (client == null) {
            return;
        }
        if (client.getState() == Bundle.ACTIVE) { // else the whole framework has stopped
            client.uninstall();
            registration.unregister();
        }
        assertEquals(List.of(), faults.stream().limit(10).toList());
        assertEquals(sum("started"), sum("verified") + sum("failed"), () -> "each copy ends once: " + this);
        assertTrue(sum("verified") > 0, this::toString);
        assertEquals(Set.of(), others("failed", ends), () -> "undocumented end of a copy: " + this);
        assertEquals(Set.of(), others("refused", refusals), () -> "undocumented refusal of a channel: " + this);
    }

    private Set<String> others(String first, Set<String> expected) {
        Set<String> others = new TreeSet<>();
        counts.keySet().stream().filter(line -> line.startsWith(first + " "))
                .map(line -> line.substring(first.length() + 1)).filter(status -> !expected.contains(status))
                .forEach(others::add);
        return others;
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts).toString();
    }
}
