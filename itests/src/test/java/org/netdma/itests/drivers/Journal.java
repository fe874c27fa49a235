// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * What toy drivers were asked, in order. It is a service under a type of the JDK, since the drivers' bundles and the
 * test's each have a class of this name of their own.
 */
public final class Journal implements Consumer<String> {

    /** Filter of the service. */
    static final String FILTER = "(netdma.itests.journal=true)";

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** {@return a new journal, there for the drivers as long as the bundle of this context runs} */
    public static Journal open(BundleContext context) {
        Journal journal = new Journal();
        context.registerService(Consumer.class, journal,
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

    /** Forgets all lines. */
    public void clear() {
        lines.clear();
    }
}
