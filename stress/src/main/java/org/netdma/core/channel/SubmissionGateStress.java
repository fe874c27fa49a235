// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** {@link SubmissionGate}: a driver is not called after its channel was freed [STO-3]. */
public class SubmissionGateStress {

    /**
     * The asymmetric Dekker protocol of submitter and end. The end takes tens of microseconds, the submission takes
     * nanoseconds: so each submission waits until its end is about to begin, which then takes some time or none.
     */
    @JCStressTest
    @Description("A submission while the channel ends: it is refused, or the end waits for it and sees what it did.")
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "refused")
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "submitted; the end waited")
    @Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "submitted; the end did not wait")
    @Outcome(id = {"2, 0", "2, 1"}, expect = Expect.FORBIDDEN, desc = "submitted after the end")
    @State
    public static class EndWhileSubmitting {

        private static final long LIMIT = TimeUnit.SECONDS.toNanos(10);
        private static final int MOST_DELAY = 63;

        private final SubmissionGate gate = new SubmissionGate();
        private volatile boolean ending;
        private volatile int delay;
        private boolean freed;
        private int calls;

        @Actor
        public void end(II_Result result) {
            int longest = (int) System.nanoTime() & MOST_DELAY;
            ending = true;
            while (delay < longest) {
                delay++;
            }
            gate.transitionTo(ChannelPhase.Event.CLOSE);
            result.r2 = gate.awaitOutside(LIMIT) ? calls : -1;
            freed = true;
        }

        @Actor
        public void submit(II_Result result) {
            while (!ending) {
                Thread.onSpinWait();
            }
            gate.enter();
            if (gate.isOpen()) {
                calls++;
                result.r1 = freed ? 2 : 1;
            }
            gate.leave();
        }
    }

    /** Client and provider end a channel at the same time. */
    @JCStressTest
    @Description("The client closes the channel while its provider stops: one of them ends it.")
    @Outcome(id = {"true, false", "false, true"}, expect = Expect.ACCEPTABLE, desc = "one of them")
    @State
    public static class TwoEnds {

        private final SubmissionGate gate = new SubmissionGate();

        @Actor
        public void close(ZZ_Result result) {
            result.r1 = gate.transitionTo(ChannelPhase.Event.CLOSE);
        }

        @Actor
        public void remove(ZZ_Result result) {
            result.r2 = gate.transitionTo(ChannelPhase.Event.REMOVE);
        }
    }
}
