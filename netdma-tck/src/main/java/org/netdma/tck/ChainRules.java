// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.tck.bench.BrokenPremise.unless;


import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.Device;
import org.netdma.tck.bench.PatternedCopy;
import org.netdma.tck.bench.Ring;
import org.netdma.tck.bench.SlowCopy;
import org.netdma.tck.bench.Submission;

/** How an engine goes from one descriptor to the next, and where it stops. */
@Given(Premise.COPIES)
abstract class ChainRules extends ConformanceSuite {

    @Test
    @Given(Premise.COMPLETES)
    @Needs(Ability.COUNTED_CHAINS)
    @DisplayName("[XFR-4] goes on with the appended descriptors after it stopped at the end of the count")
    void shouldGoOnAfterCount(Bench bench) {
        appendAfterEnd(bench);
    }

    @Test
    @Given(Premise.COMPLETES)
    @Needs(Ability.LINKED_CHAINS)
    @DisplayName("[XFR-3] rereads the last link when something is appended after it stopped at the end")
    void shouldRereadLastLink(Bench bench) {
        appendAfterEnd(bench);
    }

    private static void appendAfterEnd(Bench bench) {
        Channel channel = bench.startDevice().registration().allocate();
        Copies copies = Copies.of(bench, 4, 100);
        Submission first = channel.submit(copies.descriptors(0, 1));
        unless(channel.isDoneInTime(first), "the first chain is not reported done: another test says so");

        channel.awaitDone(channel.append(report(channel, copies.descriptors(1, 4)), 3));
    }

    @Test
    @Needs(Ability.COUNTED_CHAINS)
    @DisplayName("[XFR-4] stops when the count is used up, though the link goes on")
    void shouldStopAtCount(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 4, 100);
        Copies beyond = Copies.of(bench, 1, 100);
        channel.awaitDone(channel.submit(copies.descriptors(0, 1)));
        channel.ring().poison(3, beyond.get(0).descriptor(0));

        channel.awaitDone(channel.submit(copies.descriptors(1, 4)));
        device.stop(); // after it nothing runs any more

        beyond.assertUntouched(0, 1);
    }

    @Test
    @DisplayName("[XFR-1] takes appends while it works, any number of them")
    void shouldTakeAppendsWhileBusy(Bench bench) {
        Channel channel = bench.startDevice().registration().allocate();
        Copies copies = Copies.of(bench, 64, 100);
        SlowCopy slow = SlowCopy.of(bench);
        channel.submit(List.of(slow.descriptor(0)));
        slow.hold().awaitEngine();
        Submission last = null;
        for (int i = 0; i < 64; i++) {
            last = channel.submit(copies.descriptors(i, i + 1));
        }
        slow.hold().release();

        channel.awaitDone(last);

        slow.assertCopied();
        copies.assertCopied();
    }

    @Test
    @DisplayName("[XFR-1] goes round the ring many times, with chains of every length (peers: burst capacity)")
    void shouldGoRoundTheRing(Bench bench) {
        Channel channel = bench.startDevice().registration().allocate();
        Copies copies = Copies.of(bench, Ring.CAPACITY / 2, 16);
        long submitted = 0;
        for (int length = 1; submitted < 4 * Ring.CAPACITY; length = length * 2 % 251) {
            copies.list().forEach(PatternedCopy::prepareDestination);
            channel.awaitDone(channel.submit(copies.descriptors(0, length)));
            copies.assertCopied(0, length);
            copies.assertUntouched(length, copies.list().size());
            submitted += length;
        }
    }

    @Test
    @Needs(Ability.LINKED_CHAINS)
    @DisplayName("[XFR-5] follows the links, whatever the count says")
    void shouldFollowLinksNotCount(Bench bench) {
        Channel channel = bench.startDevice().registration().allocate();
        Copies copies = Copies.of(bench, 12, 100);

        channel.awaitDone(channel.start(report(channel, copies.descriptors(0, 5)), 1));
        copies.assertCopied(0, 5);
        channel.awaitDone(channel.append(report(channel, copies.descriptors(5, 7)), 50));
        copies.assertCopied(0, 7);
        channel.awaitDone(channel.append(report(channel, copies.descriptors(7, 12)), 2));
        copies.assertCopied();

        copies.list().forEach(PatternedCopy::prepareDestination);
        channel.awaitDone(channel.start(report(channel, copies.descriptors()), 50));
        copies.assertCopied();
    }

    @Test
    @DisplayName("[XFR-2] StartDma on a busy channel: ends the current descriptor, leaves the rest, does the new chain")
    void shouldReplaceChainWhenBusy(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        Copies old = Copies.of(bench, 20, 100);
        Copies replacing = Copies.of(bench, 4, 100);
        SlowCopy slow = SlowCopy.of(bench);
        List<Descriptor> chain = new ArrayList<>(old.descriptors());
        chain.add(3, slow.descriptor(0));
        channel.submit(chain);
        boolean isHeld = slow.hold().awaitEngine();

        FutureTask<Submission> start = bench.threads().begin("StartDma",
                () -> channel.start(report(channel, replacing.descriptors()), 4));
        bench.threads().awaitShortly(start::isDone);
        slow.hold().release();
        channel.awaitDone(bench.threads().await("StartDma", start));
        device.stop(); // after it nothing runs any more

        replacing.assertCopied();
        assertTrue(slow.copy().verifyCopied().isEmpty() || slow.copy().verifyUntouched().isEmpty(),
                "a descriptor is half done that was current, or would have been the next");
        if (isHeld) {
            old.assertCopied(0, 3);
            old.assertUntouched(4, 20);
        }
    }

    private static List<Descriptor> report(Channel channel, List<Descriptor> chain) {
        List<Descriptor> reporting = new ArrayList<>(chain);
        reporting.set(chain.size() - 1, chain.get(chain.size() - 1).with(channel.reporting()));
        return reporting;
    }
}
