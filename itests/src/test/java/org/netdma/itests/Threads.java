// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import java.util.List;
import java.util.Set;

/** The threads that were there at one moment. */
final class Threads {

    private final Set<Thread> there;

    private Threads(Set<Thread> there) {
        this.there = there;
    }

    static Threads now() {
        return new Threads(Thread.getAllStackTraces().keySet());
    }

    /** {@return the names of threads that came since and are still there; those of the JVM's own pools do not count} */
    List<String> others() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> !there.contains(thread))
                .filter(thread -> thread.getThreadGroup() != null)
                .filter(thread -> !thread.getThreadGroup().getName().equals("system")
                        && !thread.getThreadGroup().getName().equals("InnocuousThreadGroup"))
                .map(Thread::getName).sorted().toList();
    }

    void awaitNoOthers() throws Exception {
        Await.until(this::others, List::isEmpty, "threads gone");
    }
}
