// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.Device;
import org.netdma.tck.bench.SlowCopy;
import org.netdma.tck.bench.Submission;

/** The completion word: when it is written, and what it says. */
@Needs(Ability.STATUS_WRITE)
@Given(Premise.COPIES)
abstract class CompletionRules extends ConformanceSuite {

    @Test
    @DisplayName("[CPL-1] writes the completion word after a descriptor that asks for it, and interrupts not")
    void shouldWriteStatusOnly(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        for (int i = 0; i < 5; i++) {
            channel.awaitDone(channel.submitAsIs(one(bench, STATUS_UPDATE_ON_COMPLETION)));
        }
        device.stop(); // after it nothing runs any more

        assertAll(() -> assertEquals(0, channel.handle().isrCalls(), "calls of isr"),
                () -> assertEquals(List.of(), channel.handle().interruptions(), "calls of interruptDpc"));
    }

    @Test
    @Needs(Ability.INTERRUPTS)
    @Given(Premise.INTERRUPTS)
    @DisplayName("[CPL-1] interrupts after a descriptor that asks for it, and leaves the completion word alone")
    void shouldInterruptOnly(Bench bench) {
        Channel channel = channel(bench);

        channel.submitAsIs(one(bench, INTERRUPT_ON_COMPLETION));

        assertTrue(bench.threads().awaitTrue(() -> !channel.handle().interruptions().isEmpty()), "no interrupt");
        assertEquals(CompletionWord.ARMED, channel.word(), "the completion word, which nobody asked to be written");
        channel.awaitDone(channel.submitAsIs(one(bench, STATUS_UPDATE_ON_COMPLETION)));
    }

    @Test
    @Needs(Ability.INTERRUPTS)
    @Given(Premise.INTERRUPTS)
    @DisplayName("[CPL-1] does both after a descriptor that asks for both, and nothing after one that asks for none")
    void shouldDoBothOrNone(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        Submission none = channel.submitAsIs(one(bench, 0));
        Submission both = channel.submitAsIs(one(bench, STATUS_UPDATE_ON_COMPLETION | INTERRUPT_ON_COMPLETION));

        channel.awaitDone(both);

        assertTrue(bench.threads().awaitTrue(() -> !channel.handle().interruptions().isEmpty()), "no interrupt");
        device.stop(); // after it nothing runs any more
        assertEquals(1, channel.handle().isrCalls(), "calls of isr");
        assertFalse(channel.handle().interruptions().stream()
                .anyMatch(told -> told.descriptor() == channel.ring().address(none.first())), "interrupted for none");
    }

    @Test
    @DisplayName("[CPL-2] says IDLE with the last descriptor, when no more follow")
    void shouldSayIdleAtEnd(Bench bench) {
        Channel channel = channel(bench);
        for (int length = 1; length < 6; length++) {
            Submission submission = channel.submit(Copies.of(bench, length, 100).descriptors());
            channel.awaitDone(submission);

            long idle = CompletionWord.of(channel.ring().address(submission.last()), TransferStatus.IDLE);
            assertTrue(bench.threads().awaitTrue(() -> channel.word() == idle),
                    () -> "expected 0x%X, found 0x%X".formatted(idle, channel.word()));
        }
    }

    @Test
    @DisplayName("[CPL-2] says ACTIVE with a descriptor that others follow, and names it as soon as it is done")
    void shouldSayActiveInBetween(Bench bench) {
        Channel channel = channel(bench);
        SlowCopy slow = SlowCopy.of(bench);
        List<Descriptor> chain = new ArrayList<>(one(bench, STATUS_UPDATE_ON_COMPLETION));
        chain.add(slow.descriptor(STATUS_UPDATE_ON_COMPLETION));

        Submission submission = channel.submitAsIs(chain);

        assumeTrue(slow.hold().awaitEngine(), "an engine that is done before StartDma returns is never seen active");
        bench.threads().awaitShortly(() -> channel.word() != CompletionWord.ARMED);
        long word = channel.word();
        slow.hold().release();
        channel.awaitDone(submission);
        // an engine that looks addresses up ahead stands still before it has reported: it says nothing here
        assertTrue(word == CompletionWord.ARMED || word == CompletionWord.of(channel.ring().address(submission.first()),
                TransferStatus.ACTIVE), () -> "the word between two descriptors is 0x%X".formatted(word));
    }

    @Test
    @DisplayName("[CPL-2] reports a descriptor not before its bytes are there")
    void shouldNotReportEarly(Bench bench) {
        Channel channel = channel(bench);
        SlowCopy slow = SlowCopy.of(bench);

        Submission submission = channel.submitAsIs(List.of(
                slow.descriptor(STATUS_UPDATE_ON_COMPLETION)));

        if (slow.hold().awaitEngine()) {
            bench.threads().awaitShortly(() -> channel.progress().last() >= 0);
            assertEquals(-1, channel.progress().last(), "reported, though its source is not read yet, is number");
        }
        slow.hold().release();
        channel.awaitDone(submission);
        slow.assertCopied();
    }

    @Test
    @DisplayName("[CPL-2] when the word names a descriptor, it and all before it are done")
    void shouldBeDoneWhenReported(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 200, 500);
        Submission submission = channel.submitAsIs(copies.descriptors().stream()
                .map(descriptor -> descriptor.with(STATUS_UPDATE_ON_COMPLETION)).toList());
        int verified = 0;
        while (verified <= submission.last()) {
            int done = verified;
            assertTrue(bench.threads().awaitTrue(() -> channel.progress().last() >= done), "the word stands still");
            int reported = (int) channel.progress().last() + 1;
            copies.assertCopied(verified, reported);
            verified = reported;
        }
    }

    @Test
    @DisplayName("[CPL-1] writes the completion word and nothing around it")
    void shouldWriteOnlyTheWord(Bench bench) {
        Channel channel = channel(bench);

        channel.awaitDone(channel.submitAsIs(Copies.of(bench, 8, 64).descriptors().stream()
                .map(descriptor -> descriptor.with(STATUS_UPDATE_ON_COMPLETION)).toList()));

        assertFalse(channel.isWordRegionTouched(), "bytes around the completion word were written");
    }

    private static List<Descriptor> one(Bench bench, int flags) {
        return List.of(Copies.of(bench, 1, 100).get(0).descriptor(flags));
    }

    private static Channel channel(Bench bench) {
        return bench.startDevice().registration().allocate();
    }
}
