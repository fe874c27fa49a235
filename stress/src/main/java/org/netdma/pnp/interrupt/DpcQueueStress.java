// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link DpcQueue}: no call is lost, none is taken twice, and who sleeps is woken. */
public class DpcQueueStress {

    /** A queue, two calls, and in which order they were taken. */
    private static final class Taking {

        final DpcQueue queue = new DpcQueue();
        final QueuedCall first = new QueuedCall(null, null, null);
        final QueuedCall second = new QueuedCall(null, null, null);
        private int taken;

        void takeOne() {
            QueuedCall call = queue.take();
            if (call != null) {
                taken = taken * 10 + (call == first ? 1 : 2);
            }
        }

        int takeRest() {
            for (int i = 0; i < 3; i++) {
                takeOne();
            }
            return taken;
        }
    }

    /** Two engines interrupt the same CPU. */
    @JCStressTest
    @Description("Two threads put a call each.")
    @Outcome(id = {"12", "21"}, expect = Expect.ACCEPTABLE, desc = "both are taken, once")
    @State
    public static class TwoPutters {

        private final Taking calls = new Taking();

        @Actor
        public void one() {
            calls.queue.put(calls.first);
        }

        @Actor
        public void other() {
            calls.queue.put(calls.second);
        }

        @Arbiter
        public void rest(I_Result result) {
            result.r1 = calls.takeRest();
        }
    }

    /** An engine interrupts twice while the DPC thread takes. */
    @JCStressTest
    @Description("A thread puts two calls, another one takes.")
    @Outcome(id = "12", expect = Expect.ACCEPTABLE, desc = "both are taken, once, in order")
    @State
    public static class PutAndTake {

        private final Taking calls = new Taking();

        @Actor
        public void device() {
            calls.queue.put(calls.first);
            calls.queue.put(calls.second);
        }

        @Actor
        public void dpcThread() {
            calls.takeOne();
            calls.takeOne();
        }

        @Arbiter
        public void rest(I_Result result) {
            result.r1 = calls.takeRest();
        }
    }

    /** The DPC thread goes to sleep just when there is work: if it were not woken, the test would time out. */
    @JCStressTest
    @Description("A thread puts a call while the taking thread goes to sleep.")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "it is woken, and takes the call")
    @State
    public static class PutAndSleep {

        private final DpcQueue queue = new DpcQueue();
        private final QueuedCall call = new QueuedCall(null, null, null);

        @Actor
        public void device() {
            queue.put(call);
        }

        @Actor
        public void dpcThread(I_Result result) {
            QueuedCall taken;
            while ((taken = queue.take()) == null) {
                queue.awaitWork();
            }
            result.r1 = taken == call ? 1 : 2;
        }
    }
}
