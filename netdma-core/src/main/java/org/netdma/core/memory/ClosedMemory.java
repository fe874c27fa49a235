// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The memory of closed regions: gives it back, at once where the JDK can, and counts what has not been given back yet
 * [MEM-15]. Callable from any thread; never on the data path.
 */
final class ClosedMemory {

    private final ReferenceQueue<ByteBuffer> found = new ReferenceQueue<>();
    private final Set<Uncollected> uncollected = new HashSet<>();
    private final List<InUse> inUse = new ArrayList<>();
    private long bytes;

    /** Memory that the garbage collector has to find. The set keeps these: only what is reachable is enqueued. */
    private static final class Uncollected extends PhantomReference<ByteBuffer> {

        private final long size;

        Uncollected(Backing.Collected memory, ReferenceQueue<ByteBuffer> found) {
            super(memory.whole(), found);
            size = memory.size();
        }
    }

    /** Memory that cannot be given back yet: an engine or a system call is at work on it. */
    private record InUse(Backing.Scoped memory, BooleanSupplier touched) {

        boolean isOver() {
            return !touched.getAsBoolean() && memory.isGivenBack();
        }
    }

    /**
     * Gives memory back, now or as soon as it can be.
     *
     * @param touched whether an engine may be at work on it; asked again later while it is so
     */
    synchronized void giveBack(Backing backing, BooleanSupplier touched) {
        lookAgain();
        if (backing instanceof Backing.Collected memory) {
            uncollected.add(new Uncollected(memory, found));
            bytes += memory.size();
        } else if (backing instanceof Backing.Scoped memory) {
            InUse use = new InUse(memory, touched);
            if (!use.isOver()) {
                inUse.add(use);
                bytes += memory.size();
            }
        }
    }

    /** {@return how many bytes of closed regions are not given back yet} */
    synchronized long bytes() {
        lookAgain();
        return bytes;
    }

    private void lookAgain() {
        inUse.removeIf(use -> {
            boolean over = use.isOver();
            bytes -= over ? use.memory().size() : 0;
            return over;
        });
        for (var reference = found.poll(); reference != null; reference = found.poll()) {
            Uncollected memory = (Uncollected) reference;
            uncollected.remove(memory);
            bytes -= memory.size;
        }
    }
}
