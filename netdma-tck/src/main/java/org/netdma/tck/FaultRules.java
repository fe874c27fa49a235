// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.tck.bench.BrokenPremise.unless;
import static org.netdma.descriptor.ControlFlags.SERIALIZE_TRANSFER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.descriptor.CompletionWord;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BenchRegistration;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.Progress;
import org.netdma.tck.bench.Region;
import org.netdma.tck.bench.SlowCopy;
import org.netdma.tck.bench.Submission;
import org.netdma.tck.bench.VanishingRegion;
import org.netdma.wdm.NtStatus;

/** What an engine does about a descriptor that it can not carry out: it halts there, and says where. */
@Given(Premise.HALTS)
abstract class FaultRules extends ConformanceSuite {

    private static final int BURST = 16;
    private static final int FENCE = 8;
    private static final List<Integer> BAD = List.of(0, 7, 14, 15);
    private static final int SIZE = 200;
    /** Bytes that an engine moves in bulk. */
    private static final int VANISHING = 1 << 16;

    @Test
    @Given(Premise.COPIES)
    @DisplayName("[CPL-2] halts at a source that belongs to no region, and names the last whole descriptor")
    void shouldHaltAtBadSource(Bench bench) {
        haltsAtBadSource(bench, 0);
    }

    @Test
    @DisplayName("[CPL-2] a chain that halts at its first descriptor names none of the chain before it")
    void shouldNameNothingOfOldChain(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 6, SIZE);
        for (int round = 0; round < 2; round++) {
            unless(channel.isDoneInTime(channel.start(
                    reporting(copies.descriptors(round * 3, round * 3 + 3), channel), 3)), "StartDma does nothing");
            Descriptor bad = withBadSource(bench, copies.get(0).descriptor(channel.reporting()));

            Progress end = channel.await(channel.start(List.of(bad), 1));

            unless(end.isHalted(), "it does not halt: another test says so");
            assertEquals(-1, end.last(), "number of the last whole descriptor of a chain whose first one is bad");
            assertEquals(0, CompletionWord.address(channel.word()), "address in the completion word");
        }
        if (provider().declares(Ability.ABORT)) {
            abortsAtFirst(bench, channel);
        }
    }

    private static void abortsAtFirst(Bench bench, Channel channel) {
        channel.awaitDone(channel.start(reporting(Copies.of(bench, 3, SIZE).descriptors(), channel), 3));
        SlowCopy slow = SlowCopy.of(bench);
        Submission submission = channel.start(List.of(slow.descriptor(channel.reporting())), 1);
        if (!slow.hold().awaitEngine()) {
            return; // an engine that is done before StartDma returns can not be aborted
        }
        FutureTask<NtStatus> aborting = bench.threads().begin("AbortDma", channel::abort);
        bench.threads().awaitShortly(aborting::isDone);
        slow.hold().release();
        bench.threads().await("AbortDma", aborting);
        if (channel.progress().last() == submission.first()) {
            slow.assertCopied(); // an engine may end its descriptor before it aborts
        } else {
            assertEquals(-1, channel.progress().last(), "number of the last whole descriptor, of a chain of one");
        }
    }

    @Test
    @DisplayName("[CPL-2] halts in a fenced burst just the same")
    void shouldHaltInFencedBurst(Bench bench) {
        haltsAtBadSource(bench, SERIALIZE_TRANSFER);
    }

    /** Each on a channel of its own: whether one works on after a halt has a test of its own. */
    static void haltsAtBadSource(Bench bench, int fence) {
        BenchRegistration registration = bench.startDevice().registration();
        assertAll(BAD.stream().map(bad -> () -> {
            Channel channel = registration.allocate();
            haltsAt(bench, channel, bad, fence);
            channel.free();
        }));
    }

    @Test
    @DisplayName("[CPL-2] several bad descriptors: halts at the first")
    void shouldHaltAtFirstOfSeveral(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, BURST, SIZE);
        List<Descriptor> burst = reporting(copies.descriptors(), channel);
        BAD.stream().filter(bad -> bad > 0).forEach(bad -> burst.set(bad, withBadSource(bench, burst.get(bad))));

        Submission submission = channel.submitAsIs(burst);

        assertHalted(channel, submission, BAD.get(1), copies);
    }

    @Test
    @DisplayName("[XFR-1] a halted channel takes StartDma, also when the burst before it came one by one")
    void shouldStartAfterHalt(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 4 * BURST, SIZE);
        for (int round = 0; round < 2; round++) {
            int from = round * 2 * BURST;
            submitOneByOneUntilBad(bench, channel, copies, from);
            channel.awaitDone(channel.submit(copies.descriptors(from + BURST, from + 2 * BURST)));
            copies.assertCopied(from + BURST, from + 2 * BURST);
        }
    }

    private static void submitOneByOneUntilBad(Bench bench, Channel channel, Copies copies, int from) {
        for (int i = 0; i < BURST; i++) {
            Descriptor one = copies.get(from + i).descriptor(channel.reporting());
            Submission submission = channel.submitAsIs(List.of(i < 7 ? one : withBadSource(bench, one)));
            Progress end = channel.await(submission);
            assertEquals(i >= 7, end.isHalted(), () -> "halted: " + end);
            if (end.isHalted()) {
                copies.assertCopied(from, from + 7);
                return;
            }
        }
    }

    @Test
    @DisplayName("[CPL-2] halts at a destination that belongs to no region")
    void shouldHaltAtBadDestination(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();
        haltsAtOne(bench, registration,
                whole -> Descriptor.copy(whole.source(), bench.memory().unmapped(), SIZE, 0));
    }

    @Test
    @DisplayName("[CPL-2] halts at a destination that may not be written")
    void shouldHaltAtReadOnlyDestination(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();
        Region readOnly = bench.memory().allocateReadOnly(4096);
        haltsAtOne(bench, registration, whole -> Descriptor.copy(whole.source(), readOnly.start(), SIZE, 0));
        assertTrue(IntStream.range(0, 4096).allMatch(i -> readOnly.memory().get(i) == 0), "it was written");
    }

    @Test
    @DisplayName("[CPL-2] halts at a transfer that reaches beyond the end of a region")
    void shouldHaltBeyondEnd(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();
        haltsAtOne(bench, registration, whole -> {
            Region region = bench.memory().allocate(4096);
            return Descriptor.copy(region.start() + 4096 - 100, whole.destination(), SIZE, 0);
        });
        haltsAtOne(bench, registration, whole -> {
            Region region = bench.memory().allocate(4096);
            return Descriptor.copy(whole.source(), region.start() + 4096 - 100, SIZE, 0);
        });
    }

    @Test
    @DisplayName("[CPL-2] halts at a region that was closed since it was last used")
    void shouldHaltAtClosedRegion(Bench bench) {
        Channel channel = channel(bench);
        Region source = bench.memory().allocate(4096);
        Region destination = bench.memory().allocate(4096);
        Descriptor copy = Descriptor.copy(source.start(), destination.start(), SIZE, channel.reporting());
        channel.awaitDone(channel.submitAsIs(List.of(copy)));
        source.memory().putLong(0, -1);

        source.close();

        assertTrue(channel.await(channel.submitAsIs(List.of(copy))).isHalted(), "it copies from a closed region");
        assertEquals(0, destination.memory().getLong(0), "what it copied from a closed region");
    }

    @Test
    @DisplayName("[MEM-8] halts at a source or destination whose pages have vanished, anywhere in a burst")
    void shouldHaltAtVanishedPages(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();
        Optional<Channel> bystander = registration.tryAllocate(Bench.ALL_PROCESSORS);
        for (int bad : BAD) {
            haltsAtVanished(bench, registration, SIZE, bad, true);
            haltsAtVanished(bench, registration, SIZE, bad, false);
            haltsAtVanished(bench, registration, VANISHING, bad, true);
            haltsAtVanished(bench, registration, VANISHING, bad, false);
        }
        bystander.ifPresent(channel -> {
            Copies copies = Copies.of(bench, 3, SIZE);
            channel.awaitDone(channel.submit(copies.descriptors()));
            copies.assertCopied();
        });
    }

    private static void haltsAtVanished(Bench bench, BenchRegistration registration, int most, int bad,
            boolean isSource) {
        int size = (int) Math.min(most, registration.attributes().maximumTransferSize());
        Channel channel = registration.tryAllocate(Bench.ALL_PROCESSORS).orElse(null);
        unless(channel != null, "it has fewer channels than it said: [CHN-1]");
        Copies copies = Copies.of(bench, BURST, size);
        List<Descriptor> burst = reporting(copies.descriptors(), channel);
        try (VanishingRegion gone = bench.memory().allocateMapped(size).vanish()) {
            Descriptor whole = burst.get(bad);
            burst.set(bad, Descriptor.copy(isSource ? gone.start() : whole.source(),
                    isSource ? whole.destination() : gone.start(), size, whole.flags()));
            assertHalted(channel, channel.submitAsIs(burst), bad, copies);
        }
        Copies next = Copies.of(bench, 3, SIZE);
        unless(channel.isDoneInTime(channel.submit(next.descriptors())), "it takes no StartDma: another test says so");
        next.assertCopied();
        channel.free();
    }

    private static void haltsAtOne(Bench bench, BenchRegistration registration, UnaryOperator<Descriptor> spoiler) {
        Channel channel = registration.allocate();
        Copies copies = Copies.of(bench, 3, SIZE);
        List<Descriptor> chain = reporting(copies.descriptors(), channel);
        chain.set(1, spoiler.apply(chain.get(1)).with(channel.reporting()));

        assertHalted(channel, channel.submitAsIs(chain), 1, copies);
        channel.free();
    }

    private static void haltsAt(Bench bench, Channel channel, int bad, int fence) {
        Copies copies = Copies.of(bench, BURST, SIZE);
        List<Descriptor> burst = reporting(copies.descriptors(), channel);
        burst.set(FENCE, burst.get(FENCE).with(fence));
        burst.set(bad, withBadSource(bench, burst.get(bad)));

        Submission submission = channel.submitAsIs(burst);

        assertHalted(channel, submission, bad, copies);
    }

    private static void assertHalted(Channel channel, Submission submission, int bad, Copies copies) {
        Progress end = channel.await(submission);
        assertTrue(end.isHalted(), () -> "bad descriptor %d of the burst: the channel does not halt, it says %s"
                .formatted(bad, end));
        assertEquals(bad == 0 ? -1 : submission.first() + bad - 1, end.last(),
                () -> "number of the last whole descriptor, when descriptor %d of the burst is bad".formatted(bad));
        copies.assertCopied(0, bad);
        copies.assertUntouched(bad + 1, copies.list().size()); // the bad one may be half done
        assertEquals(end, channel.progress(), "a halted channel goes on");
    }

    private static List<Descriptor> reporting(List<Descriptor> chain, Channel channel) {
        return new ArrayList<>(chain.stream().map(descriptor -> descriptor.with(channel.reporting())).toList());
    }

    private static Descriptor withBadSource(Bench bench, Descriptor whole) {
        return new Descriptor(whole.size(), whole.flags(), bench.memory().unmapped(), whole.destination(), 0, 0);
    }

    private static Channel channel(Bench bench) {
        return bench.startDevice().registration().allocate();
    }
}
