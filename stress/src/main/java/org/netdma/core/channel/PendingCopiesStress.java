// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.client.Refusal;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link PendingCopies}: each copy is taken exactly once, whoever learns of its completion. */
public class PendingCopiesStress {

    private static final int TORN = 9;

    /** {@return a copy that is over after a ticket, with something that is written plainly} */
    private static AsyncCopy copy(long ticket) {
        AsyncCopy copy = new AsyncCopy(null, 0, null, 0, 1);
        copy.giveUp(Refusal.HALTED, ticket);
        return copy;
    }

    /** {@return the digits so far, and one for the copy: its ticket, or {@link #TORN}} */
    private static int append(int digits, AsyncCopy copy) {
        return copy == null ? digits
                : digits * 10 + (copy.refusal() == Refusal.HALTED ? (int) copy.lastTicket() : TORN);
    }

    private static int takeAll(PendingCopies pending, long done) {
        int taken = 0;
        AsyncCopy copy;
        while ((copy = pending.take(done)) != null) {
            taken = append(taken, copy);
        }
        return taken;
    }

    /** Two interrupts at the same time, of which one knows of less. */
    @JCStressTest
    @Description("Two threads take what is done; one knows of the first copy only, the other one of both.")
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "each takes one")
    @Outcome(id = "0, 12", expect = Expect.ACCEPTABLE, desc = "the one that knows more takes both")
    @Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "a copy that is known to be done stays behind")
    @State
    public static class TwoTakers {

        private final PendingCopies pending = new PendingCopies(4);

        public TwoTakers() {
            pending.add(copy(1));
            pending.add(copy(2));
        }

        @Actor
        public void knowsOfOne(II_Result result) {
            result.r1 = takeAll(pending, 1);
        }

        @Actor
        public void knowsOfBoth(II_Result result) {
            result.r2 = takeAll(pending, 2);
        }
    }

    /** Whoever asks whether all is over asks while a copy is being taken and another one stays. */
    @JCStressTest
    @Description("Of two copies one is taken; another thread asks meanwhile whether there is none.")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "one is taken, and the other one is there")
    @Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "there seems to be none while one is there")
    @State
    public static class AskWhileTaken {

        private final PendingCopies pending = new PendingCopies(4);

        public AskWhileTaken() {
            pending.add(copy(1));
            pending.add(copy(2));
        }

        @Actor
        public void taker(II_Result result) {
            result.r1 = append(0, pending.take(1));
        }

        @Actor
        public void asks(II_Result result) {
            result.r2 = pending.isEmpty() ? 1 : 0;
        }
    }

    /** A taker that is slow to give its slot back, while another one takes all and comes round to that slot. */
    @JCStressTest
    @Description("Two threads take all that there is room for.")
    @Outcome(id = {"0, 123", "1, 23", "2, 13", "3, 12", "12, 3", "13, 2", "23, 1", "123, 0"},
            expect = Expect.ACCEPTABLE, desc = "each is taken once")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a copy is taken twice, or stays behind")
    @State
    public static class TwoTakersOfAll {

        private final PendingCopies pending = new PendingCopies(4);

        public TwoTakersOfAll() {
            for (int ticket = 1; pending.hasRoom(); ticket++) {
                pending.add(copy(ticket));
            }
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = takeAll(pending, Long.MAX_VALUE);
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = takeAll(pending, Long.MAX_VALUE);
        }
    }

    /** The submitter adds to slots that are just being taken. */
    @JCStressTest
    @Description("The submitter adds up to two copies to full slots while they are taken; what is left is taken later.")
    @Outcome(id = {"0, 123", "1, 1234", "2, 12345"}, expect = Expect.ACCEPTABLE, desc = "each once, in order, whole")
    @State
    public static class AddAndTake {

        private final PendingCopies pending = new PendingCopies(4);
        private int taken;

        public AddAndTake() {
            pending.add(copy(1));
            pending.add(copy(2));
            pending.add(copy(3));
        }

        @Actor
        public void taker() {
            takeOne();
            takeOne();
        }

        @Actor
        public void submitter(II_Result result) {
            for (int ticket = 4; ticket <= 5 && pending.hasRoom(); ticket++) {
                pending.add(copy(ticket));
                result.r1++;
            }
        }

        @Arbiter
        public void rest(II_Result result) {
            while (!pending.isEmpty()) {
                takeOne();
            }
            result.r2 = taken;
        }

        private void takeOne() {
            taken = append(taken, pending.take(Long.MAX_VALUE));
        }
    }
}
