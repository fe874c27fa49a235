// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * What toy drivers were asked, in order. It is a service under a type of the JDK, since the drivers' bundles and the
 * test's each have a class of this name of their own.
 */
public final class Journal implements Consumer<String>, AutoCloseable {

    /** Filter of the service. */
    static final String FILTER = "(netdma.itests.journal=true)";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private ServiceRegistration<?> registration;

    private Journal() {
    }

    /** {@return a new journal, there for the drivers until it is closed} */
    public static Journal open(BundleContext context) {
        Journal journal = new Journal();
        journal.registration = context.registerService(Consumer.class, journal,
                FrameworkUtil.asDictionary(Map.of("netdma.itests.journal", true)));
        return journal;
    }

    @Override
    public void accept(String line) {
        lines.add(line);
    }

    /** {@return all lines so far} */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@return the newest line; empty text when there is none} */
    public String last() {
        List<String> all = lines();
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    /** {@return what the drivers were answered: the lines with a colon} */
    public List<String> answers() {
        return lines.stream().filter(line -> line.contains(": ")).toList();
    }

    /** Forgets all lines. */
    public void clear() {
        lines.clear();
    }

    /** Takes the journal away: toy drivers that still run are stopped by Declarative Services. */
    @Override
    public void close() {
        registration.unregister();
    }
}
