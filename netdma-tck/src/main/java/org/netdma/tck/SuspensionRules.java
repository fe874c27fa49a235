// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.spi.SuspendableChannel;
import org.netdma.provider.spi.SuspendableChannel.Suspension;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.PatternedCopy;
import org.netdma.tck.bench.SlowCopy;
import org.netdma.tck.bench.Submission;
import org.netdma.wdm.NtStatus;

/** SuspendDma and ResumeDma. */
@Given(Premise.COPIES)
abstract class SuspensionRules extends ConformanceSuite {

    private static final int COPIES = 12;
    private static final int SIZE = 256;
    /** Number of the descriptor at which the engine is held while it is suspended. */
    private static final int SLOW = 3;

    @Test
    @DisplayName("[REG-3] a channel can be suspended, and so resumed, exactly when the provider declares it")
    void shouldBeWhatItDeclares(Bench bench) {
        Channel channel = bench.startDevice().registration().allocate();

        assertEquals(provider().declares(Ability.SUSPEND), channel.context() instanceof SuspendableChannel,
                "is a SuspendableChannel");
    }

    @Test
    @Needs(Ability.SUSPEND)
    @DisplayName("[XFR-6] SuspendDma returns when the current descriptor is done, and tells the last one that is")
    void shouldFinishCurrentDescriptor(Bench bench) {
        Flight flight = takeOff(bench, 0);

        long last = suspend(bench, flight);

        assertFalse(flight.isHeld && last < SLOW, "returned while its current descriptor is not done, told is " + last);
        flight.assertCopied(last);
    }

    @Test
    @Needs(Ability.SUSPEND)
    @DisplayName("[XFR-6] a suspended engine begins nothing")
    void shouldBeginNothing(Bench bench) {
        Flight flight = takeOff(bench, 0);
        long last = suspend(bench, flight);

        bench.threads().awaitShortly(() -> flight.isTouched(last + 1));

        flight.assertUntouched(last + 1);
    }

    @Test
    @Needs({Ability.SUSPEND, Ability.STATUS_WRITE})
    @Given({Premise.COPIES, Premise.SUSPENDS})
    @DisplayName("[XFR-6] says SUSPEND in the completion word where the last descriptor asked for a report")
    void shouldSaySuspend(Bench bench) {
        Flight flight = takeOff(bench, STATUS_UPDATE_ON_COMPLETION);
        long last = suspend(bench, flight);

        assertEquals(CompletionWord.of(flight.channel.ring().address(last), TransferStatus.SUSPEND),
                flight.channel.word(), "completion word");
    }

    @Test
    @Needs({Ability.SUSPEND, Ability.STATUS_WRITE})
    @Given({Premise.COPIES, Premise.SUSPENDS})
    @DisplayName("[XFR-6] leaves the completion word alone where the last descriptor asked for no report")
    void shouldNotReportUnasked(Bench bench) {
        Flight flight = takeOff(bench, 0);
        long last = suspend(bench, flight);
        assumeTrue(last < flight.submission.last(), "it was done before");

        assertEquals(CompletionWord.ARMED, flight.channel.word(), "completion word");
    }

    @Test
    @Needs(Ability.SUSPEND)
    @Given({Premise.COPIES, Premise.SUSPENDS})
    @DisplayName("[XFR-6] ResumeDma goes on with what is left, as often as it is suspended")
    void shouldGoOn(Bench bench) {
        Flight flight = takeOff(bench, 0);
        suspend(bench, flight);
        assertEquals(NtStatus.SUCCESS, flight.channel.resume(), "ResumeDma");
        for (int i = 0; i < 5; i++) {
            assertEquals(NtStatus.SUCCESS, flight.channel.suspend().status(), "SuspendDma");
            assertEquals(NtStatus.SUCCESS, flight.channel.resume(), "ResumeDma");
        }

        flight.channel.awaitDone(flight.submission);

        flight.assertCopied(flight.submission.last());
    }

    @Test
    @Needs(Ability.SUSPEND)
    @Given({Premise.COPIES, Premise.RESUMES})
    @DisplayName("[XFR-6] ResumeDma rereads the link of the last descriptor processed")
    void shouldRereadLink(Bench bench) {
        Flight flight = takeOff(bench, 0);
        long last = suspend(bench, flight);
        assumeTrue(last < flight.submission.last(), "nothing is left to be replaced");
        Copies others = Copies.of(bench, (int) (flight.submission.last() - last), SIZE);

        Submission rest = flight.channel.replaceRest(last, others.descriptors());
        assertEquals(NtStatus.SUCCESS, flight.channel.resume(), "ResumeDma");
        flight.channel.isDoneInTime(rest);

        flight.assertUntouched(last + 1);
        others.assertCopied();
    }

    @Test
    @Needs(Ability.SUSPEND)
    @Given({Premise.COPIES, Premise.RESUMES})
    @DisplayName("[XFR-6] what is not processed can be changed in its place while the channel is suspended")
    void shouldReadEditedDescriptors(Bench bench) {
        Flight flight = takeOff(bench, 0);
        long last = suspend(bench, flight);
        for (long number = last + 1; number < flight.submission.last(); number++) {
            flight.channel.ring().edit(number, Descriptor.nullTransfer(0));
        }
        flight.channel.ring().edit(flight.submission.last(), Descriptor.nullTransfer(flight.channel.reporting()));

        flight.channel.resume();
        flight.channel.isDoneInTime(flight.submission);

        flight.assertUntouched(last + 1);
    }

    @Test
    @Needs(Ability.SUSPEND)
    @Given({Premise.COPIES, Premise.RESUMES})
    @DisplayName("[XFR-6] a channel that is done suspends too, and takes appends after it is resumed")
    void shouldSuspendWhenDone(Bench bench) {
        Channel channel = bench.startDevice().registration().allocate();
        Copies copies = Copies.of(bench, 9, SIZE);
        for (int i = 0; i < 9; i += 3) {
            Submission submission = channel.submit(copies.descriptors(i, i + 3));
            channel.awaitDone(submission);
            assertEquals(new Suspension(NtStatus.SUCCESS, channel.ring().address(submission.last())),
                    channel.suspend());
            assertEquals(NtStatus.SUCCESS, channel.resume(), "ResumeDma");
        }
        copies.assertCopied();
    }

    @Test
    @Needs(Ability.SUSPEND)
    @Given({Premise.COPIES, Premise.RESUMES})
    @DisplayName("[XFR-6] a chain that is suspended as soon as it is started is done when it is resumed")
    void shouldNotLoseWhatJustStarted(Bench bench) {
        Channel channel = bench.startDevice().registration().allocate();
        Copies copies = Copies.of(bench, 3, SIZE);
        for (int round = 0; round < 100; round++) {
            copies.list().forEach(PatternedCopy::prepareDestination);
            List<Descriptor> chain = new ArrayList<>(copies.descriptors());
            chain.set(2, chain.get(2).with(channel.reporting()));
            Submission submission = channel.start(chain, 3);
            assertEquals(NtStatus.SUCCESS, channel.suspend().status(), "SuspendDma");
            assertEquals(NtStatus.SUCCESS, channel.resume(), "ResumeDma");
            channel.awaitDone(submission);
            copies.assertCopied();
        }
    }

    @Test
    @Needs({Ability.SUSPEND, Ability.RESET})
    @Given({Premise.COPIES, Premise.SUSPENDS})
    @DisplayName("[XFR-8] a suspended channel can be reset, and is as just allocated")
    void shouldResetWhileSuspended(Bench bench) {
        Flight flight = takeOff(bench, 0);
        long last = suspend(bench, flight);
        assertEquals(NtStatus.SUCCESS, flight.channel.reset(), "ResetChannel");
        Copies copies = Copies.of(bench, 4, SIZE);

        flight.channel.awaitDone(flight.channel.submit(copies.descriptors()));

        copies.assertCopied();
        flight.assertUntouched(last + 1);
    }

    /** The premise: it suspends, knows where it is, and stands still. {@return what goes on when it is resumed} */
    static Runnable suspended(Bench bench) {
        Flight flight = takeOff(bench, 0);
        long last = suspend(bench, flight);
        flight.assertCopied(last);
        bench.threads().awaitShortly(() -> flight.isTouched(last + 1));
        flight.assertUntouched(last + 1);
        if (flight.isHeld && last < SLOW) {
            throw new AssertionError("it does not finish its descriptor");
        }
        return () -> {
            flight.channel.resume();
            flight.channel.awaitDone(flight.submission);
            flight.assertCopied(flight.submission.last());
        };
    }

    /** A chain whose engine stands still at slow memory. */
    private record Flight(Channel channel, Copies copies, SlowCopy slow, Submission submission, boolean isHeld) {

        /** All up to a number happened. */
        void assertCopied(long last) {
            copies.assertCopied(0, (int) (last < SLOW ? last + 1 : last));
            if (last >= SLOW) {
                slow.assertCopied();
            }
        }

        /** Nothing from a number on happened. */
        void assertUntouched(long from) {
            copies.assertUntouched((int) (from <= SLOW ? from : from - 1), COPIES);
        }

        boolean isTouched(long from) {
            return copies.list().stream().skip(from <= SLOW ? from : from - 1)
                    .anyMatch(copy -> !copy.verifyUntouched().isEmpty());
        }
    }

    private static Flight takeOff(Bench bench, int flags) {
        Channel channel = bench.startDevice().registration().allocate();
        Copies copies = Copies.of(bench, COPIES, SIZE);
        SlowCopy slow = SlowCopy.of(bench);
        List<Descriptor> chain = new ArrayList<>();
        copies.list().forEach(copy -> chain.add(copy.descriptor(flags)));
        chain.add(SLOW, slow.descriptor(flags));
        Submission submission = channel.submit(chain);
        return new Flight(channel, copies, slow, submission, slow.hold().awaitEngine());
    }

    /** Suspends while the engine stands still. {@return the number of the last descriptor processed} */
    private static long suspend(Bench bench, Flight flight) {
        FutureTask<Suspension> suspending = bench.threads().begin("SuspendDma", flight.channel::suspend);
        bench.threads().awaitShortly(suspending::isDone);
        flight.slow.hold().release();
        Suspension suspension = bench.threads().await("SuspendDma", suspending);
        assertEquals(NtStatus.SUCCESS, suspension.status(), "SuspendDma");
        return suspension.lastProcessedDescriptor() == 0 ? -1
                : flight.channel.ring().number(suspension.lastProcessedDescriptor());
    }
}
