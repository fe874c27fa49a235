// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import org.netdma.NetDmaVersion;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** {@link DescriptorRing} between its submitter and the engine of the reference provider. */
public class DescriptorRingStress {

    /** From the submitter to the engine, which counts [XFR-4]. */
    @JCStressTest
    @Description("AppendDma to a 2.0 engine that works: it sees a whole descriptor, and the data as it is now.")
    @Outcome(id = "2, 42", expect = Expect.ACCEPTABLE, desc = "both copies are done, with the bytes of the second")
    @State
    public static class CountedAppend {

        private final RingWithEngine rig = new RingWithEngine(NetDmaVersion.V2_0);

        public CountedAppend() {
            rig.finish();
        }

        @Actor
        public void submitter() {
            rig.append();
        }

        @Actor
        public void engine() {
            rig.work();
        }

        @Arbiter
        public void rest(JJ_Result result) {
            rig.finish();
            result.r1 = rig.ring.poll();
            result.r2 = rig.destination();
        }
    }

    /** From the submitter to an engine that follows links, and may be at the end of the chain just now [XFR-3]. */
    @JCStressTest
    @Description("AppendDma to a 1.x engine at its last descriptor: it finds the link at once, or rereads it.")
    @Outcome(id = "2, 42", expect = Expect.ACCEPTABLE, desc = "both copies are done, with the bytes of the second")
    @Outcome(id = {"1, 0", "1, 42"}, expect = Expect.FORBIDDEN, desc = "the engine missed the appended descriptor")
    @State
    public static class LinkedAppend {

        private final RingWithEngine rig = new RingWithEngine(NetDmaVersion.V1_0);

        @Actor
        public void submitter() {
            rig.append();
        }

        @Actor
        public void engine() {
            rig.work();
            rig.work();
        }

        @Arbiter
        public void rest(JJ_Result result) {
            rig.finish();
            result.r1 = rig.ring.poll();
            result.r2 = rig.destination();
        }
    }

    /** From the engine to whoever polls: the completion word [CPL-2]. */
    @JCStressTest
    @Description("A poll while the engine copies: once it says done, the bytes are there.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "not done yet")
    @Outcome(id = "2, 42", expect = Expect.ACCEPTABLE, desc = "done, and the bytes are there")
    @Outcome(id = "2, 0", expect = Expect.FORBIDDEN, desc = "said to be done, and the bytes are not there")
    @State
    public static class Completion {

        private final RingWithEngine rig = new RingWithEngine(NetDmaVersion.V2_0);

        public Completion() {
            rig.finish();
            rig.append();
        }

        @Actor
        public void engine() {
            rig.work();
        }

        @Actor
        public void client(JJ_Result result) {
            long done = rig.ring.poll();
            result.r1 = done;
            result.r2 = done == 2 ? rig.destination() : 0;
        }
    }
}
