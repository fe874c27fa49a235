// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.netdma.descriptor.ControlFlags.DCA_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.DESTINATION_DCA_ENABLE;
import static org.netdma.descriptor.ControlFlags.DESTINATION_NO_SNOOP;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.SERIALIZE_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SOURCE_NO_SNOOP;
import static org.netdma.tck.bench.BrokenPremise.unless;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Corruption.Kind;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.PatternedCopy;
import org.netdma.tck.bench.Region;
import org.netdma.tck.bench.Submission;

/** What one descriptor does. The first tests are what {@link Premise#COPIES} is about, one aspect each. */
@Given(Premise.COPIES)
abstract class TransferRules extends ConformanceSuite {

    private static final int LARGEST_COPY = 1 << 24;
    private static final int SIZE = 1000;

    @Test
    @Given(Premise.STARTS)
    @DisplayName("[XFR-1] StartDma after allocation: a chain of one is reported done")
    void shouldCompleteFirstChain(Bench bench) {
        Channel channel = channel(bench);

        channel.awaitDone(channel.submit(Copies.of(bench, 1, SIZE).descriptors()));
    }

    @Test
    @Given(Premise.COMPLETES)
    @DisplayName("[XFR-10] moves each byte of a transfer to its place")
    void shouldMoveEachByte(Bench bench) {
        copyAssorted(bench).assertNo(Kind.MISSED_WRITE, Kind.WRONG_DATA);
    }

    @Test
    @Given(Premise.COMPLETES)
    @DisplayName("[XFR-10] writes nothing before and after the destination")
    void shouldWriteNothingElse(Bench bench) {
        copyAssorted(bench).assertNo(Kind.EXTRA_WRITE);
    }

    @Test
    @Given(Premise.COMPLETES)
    @DisplayName("[XFR-10] leaves the source as it was")
    void shouldLeaveSourceAlone(Bench bench) {
        copyAssorted(bench).assertNo(Kind.SOURCE_OVERWRITTEN);
    }

    /** One copy at a time, each as a first chain: appending has tests of its own. */
    private static Copies copyAssorted(Bench bench) {
        Copies copies = Copies.assorted(bench);
        Channel channel = channel(bench);
        for (int i = 0; i < copies.list().size(); i++) {
            Submission submission = channel.start(List.of(copies.get(i).descriptor(channel.reporting())), 1);
            unless(channel.isDoneInTime(submission), "a copy is not reported done: another test says so");
        }
        return copies;
    }

    @Test
    @DisplayName("[XFR-9] a null transfer moves nothing, looks at no address, and tells that all before it are done")
    void shouldCompleteNullTransfer(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 100, SIZE);
        List<Descriptor> chain = new ArrayList<>(copies.descriptors());
        chain.add(Descriptor.nullTransfer(0));

        channel.awaitDone(channel.submit(chain));

        copies.assertCopied();
    }

    @Test
    @DisplayName("[XFR-9] a transfer of zero bytes moves nothing and completes")
    void shouldCompleteZeroLength(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 2, SIZE);
        Descriptor whole = copies.get(0).descriptor(0);

        Submission zero = channel.submit(List.of(Descriptor.copy(whole.source(), whole.destination(), 0, 0)));
        channel.awaitDone(zero);
        copies.assertUntouched(0, 2);
        channel.awaitDone(channel.submit(copies.descriptors(1, 2)));

        copies.assertUntouched(0, 1);
        copies.assertCopied(1, 2);
    }

    @Test
    @DisplayName("[XFR-10] with SERIALIZE_TRANSFER a transfer sees what the one before it wrote")
    void shouldSerialize(Bench bench) {
        Channel channel = channel(bench);
        int steps = 32;
        Region stations = bench.memory().allocate((steps + 1) * SIZE);
        for (int i = 0; i < SIZE; i++) {
            stations.memory().put(i, (byte) (i * 31 + 7));
        }
        List<Descriptor> chain = new ArrayList<>();
        for (long at = stations.start(); chain.size() < steps; at += SIZE) {
            chain.add(Descriptor.copy(at, at + SIZE, SIZE, SERIALIZE_TRANSFER));
        }

        channel.awaitDone(channel.submit(chain));

        for (int i = 0; i < SIZE; i++) {
            assertEquals((byte) (i * 31 + 7), stations.memory().get(steps * SIZE + i), "byte after all steps: " + i);
        }
    }

    @Test
    @DisplayName("[XFR-11] moves as much at once as it says that it can (up to 16 MiB here), and less")
    void shouldMoveMaximumTransferSize(Bench bench) {
        Channel channel = channel(bench);
        int maximum = (int) Math.min(LARGEST_COPY,
                bench.device(0).registration().attributes().maximumTransferSize());
        for (int size : new int[] {maximum, maximum - 1, maximum / 2 + 1}) {
            Copies copies = Copies.of(bench, 1, size);
            channel.awaitDone(channel.submit(copies.descriptors()));
            copies.assertCopied();
        }
    }

    @Test
    @DisplayName("[XFR-11] reaches addresses up to the highest that it says it reaches")
    void shouldReachHighAddresses(Bench bench) {
        Channel channel = channel(bench);
        long highest = bench.device(0).registration().attributes().maximumAddressSpace();
        assumeFalse(highest < 1 << 24, "it reaches next to nothing");
        Region low = bench.memory().allocate(4096);
        Region source = bench.memory().allocateHigh(4096, highest);
        Region destination = bench.memory().allocateHigh(4096, highest);
        PatternedCopy between = Copies.between(source, 100, destination, 3900, 100);

        channel.awaitDone(channel.submit(List.of(between.descriptor(0))));
        Copies.check("a copy at 0x%X".formatted(destination.start()), between.verifyCopied());

        PatternedCopy down = Copies.between(destination, 4000, low, 0, 96);
        channel.awaitDone(channel.submit(List.of(down.descriptor(0))));
        Copies.check("a copy from 0x%X".formatted(destination.start()), down.verifyCopied());
    }

    @Test
    @DisplayName("[XFR-10] no-snoop hints change nothing that can be seen")
    void shouldIgnoreHints(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 3, SIZE);

        channel.awaitDone(channel.submit(List.of(copies.get(0).descriptor(SOURCE_NO_SNOOP),
                copies.get(1).descriptor(DESTINATION_NO_SNOOP),
                copies.get(2).descriptor(SOURCE_NO_SNOOP | DESTINATION_NO_SNOOP))));

        copies.assertCopied();
    }

    @Test
    @Needs(Ability.COUNTED_CHAINS)
    @DisplayName("[DCA-1] DESTINATION_DCA_ENABLE is a hint: an engine without DCA ignores it")
    void shouldIgnoreDcaHint(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 2, SIZE);

        channel.awaitDone(channel.submit(List.of(copies.get(0).descriptor(DESTINATION_DCA_ENABLE),
                copies.get(1).descriptor(0))));

        copies.assertCopied();
    }

    @Test
    @DisplayName("[XFR-10] leaves the fields of a descriptor that are not its own as they were")
    void shouldLeaveDescriptorsAlone(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 50, 64);
        for (int i = 0; i < 50; i += 10) {
            channel.awaitDone(channel.submit(copies.descriptors(i, i + 10)));
        }

        assertEquals(List.of(), channel.ring().changed(0, channel.ring().end()), "numbers of changed descriptors");
    }

    @Test
    @DisplayName("[XFR-10] uses absolute access only: position and limit of a window's bytes stay")
    void shouldNotMovePositions(Bench bench) {
        Channel channel = channel(bench);

        channel.awaitDone(channel.submit(Copies.of(bench, 20, SIZE).descriptors()));

        assertFalse(bench.isPositionMoved(), "position or limit of a buffer that all engines share was moved");
    }

    @Test
    @Needs({Ability.COUNTED_CHAINS, Ability.DCA})
    @DisplayName("[DCA-2] takes a context-change descriptor, and copies what follows it")
    void shouldTakeContextChange(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 1, SIZE);
        int contextChange = OP_TYPE_CONTEXT_CHANGE
                | DCA_CONTEXT_CHANGE;

        channel.awaitDone(channel.submit(List.of(new Descriptor(2, contextChange, 0, 0, 0, 0),
                copies.get(0).descriptor(0))));

        copies.assertCopied();
        assertEquals(0, channel.handle().isrCalls(), "calls of isr: bit 0 of a context change is no interrupt flag");
    }

    private static Channel channel(Bench bench) {
        return bench.startDevice().registration().allocate();
    }
}
