// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.Device;
import org.netdma.tck.bench.Region;
import org.netdma.tck.bench.Submission;
import org.netdma.wdm.NtStatus;

/** AbortDma and ResetChannel. */
@Given(Premise.COPIES)
abstract class StoppingRules extends ConformanceSuite {

    private static final int COPIES = 40;
    private static final int SIZE = 256;

    @Test
    @DisplayName("[XFR-7] [XFR-8] a channel can be aborted, and reset, exactly when the provider declares it")
    void shouldBeWhatItDeclares(Bench bench) {
        Channel channel = bench.startDevice().registration().allocate();

        assertAll(() -> assertEquals(provider().declares(Ability.ABORT), channel.context() instanceof AbortableChannel,
                "is an AbortableChannel"),
                () -> assertEquals(provider().declares(Ability.RESET), channel.context() instanceof ResettableChannel,
                        "is a ResettableChannel"));
    }

    @Test
    @Needs(Ability.ABORT)
    @DisplayName("[XFR-7] after AbortDma nothing more of the chain is touched")
    void shouldTouchNothingAfterAbort(Bench bench) {
        shouldTouchNothingAfter(Channel::abort, bench);
    }

    @Test
    @Needs(Ability.RESET)
    @DisplayName("[XFR-8] after ResetChannel nothing more of the chain is touched")
    void shouldTouchNothingAfterReset(Bench bench) {
        shouldTouchNothingAfter(Channel::reset, bench);
    }

    @Test
    @Needs(Ability.ABORT)
    @DisplayName("[XFR-7] after AbortDma the channel waits for StartDma, and works then")
    void shouldStartAfterAbort(Bench bench) {
        shouldStartAfter(Channel::abort, bench);
    }

    @Test
    @Needs(Ability.RESET)
    @DisplayName("[XFR-8] after ResetChannel the channel is as just allocated")
    void shouldStartAfterReset(Bench bench) {
        shouldStartAfter(Channel::reset, bench);
    }

    @Test
    @Needs({Ability.ABORT, Ability.STATUS_WRITE})
    @DisplayName("[XFR-7] an aborted channel says HALTED, and names the last whole descriptor")
    void shouldReportHalted(Bench bench) {
        Device device = bench.startDevice();
        Flight flight = takeOff(bench, device);
        if (!flight.isHeld) {
            return; // an engine that is done before StartDma returns can not be aborted
        }

        abort(bench, flight, Channel::abort);

        assertTrue(flight.channel.progress().isHalted(), () -> "the channel says " + flight.channel.progress());
        long last = flight.channel.progress().last();
        flight.copies.assertCopied(0, (int) (last < Flight.SLOW ? last + 1 : last));
    }

    private static void shouldTouchNothingAfter(Function<Channel, NtStatus> stop, Bench bench) {
        Device device = bench.startDevice();
        Flight flight = takeOff(bench, device);
        byte[] then = abort(bench, flight, stop);
        Copies next = Copies.of(bench, 4, SIZE);

        bench.threads().awaitShortly(() -> !Arrays.equals(then, snapshot(flight)));
        Submission submission = flight.channel.submit(next.descriptors());
        assumeTrue(flight.channel.isDoneInTime(submission), "it does not work afterwards: another test says so");
        device.stop(); // after it nothing runs any more

        assertEquals(-1, ByteBuffer.wrap(then).mismatch(ByteBuffer.wrap(snapshot(flight))),
                "a byte of the old chain's destinations changed later, at this place");
    }

    private static void shouldStartAfter(Function<Channel, NtStatus> stop, Bench bench) {
        Channel channel = bench.startDevice().registration().allocate();
        Copies copies = Copies.of(bench, 12, SIZE);
        assertEquals(NtStatus.SUCCESS, stop.apply(channel), "on a channel that nothing was submitted to");
        for (int i = 0; i < 12; i += 4) {
            channel.awaitDone(channel.submit(copies.descriptors(i, i + 2)));
            channel.awaitDone(channel.submit(copies.descriptors(i + 2, i + 4)));
            assertEquals(NtStatus.SUCCESS, stop.apply(channel), "on an idle channel");
        }
        copies.assertCopied();
    }

    /** A chain whose engine stands still at slow memory. */
    private record Flight(Channel channel, Copies copies, Region slow, boolean isHeld) {
        static final int SLOW = 3;
    }

    private static Flight takeOff(Bench bench, Device device) {
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, COPIES, SIZE);
        Region slow = bench.memory().allocateHeld(64);
        Region target = bench.memory().allocate(64);
        List<Descriptor> chain = new ArrayList<>();
        copies.list().forEach(copy -> chain.add(copy.descriptor(channel.reporting() & STATUS_UPDATE_ON_COMPLETION)));
        chain.add(Flight.SLOW, Descriptor.copy(slow.start(), target.start(), 64, channel.reporting()));
        channel.submit(chain);
        return new Flight(channel, copies, slow, slow.hold().awaitEngine());
    }

    /** Stops the channel while the engine stands still. {@return what the destinations were right after it} */
    private static byte[] abort(Bench bench, Flight flight, Function<Channel, NtStatus> stop) {
        FutureTask<NtStatus> stopping = bench.threads().begin("abort or reset", () -> stop.apply(flight.channel));
        bench.threads().awaitShortly(stopping::isDone);
        byte[] then = snapshot(flight);
        boolean wasDone = stopping.isDone();
        flight.slow.hold().release();
        assertEquals(NtStatus.SUCCESS, bench.threads().await("abort or reset", stopping));
        return wasDone ? then : snapshot(flight);
    }

    private static byte[] snapshot(Flight flight) {
        ByteBuffer memory = flight.copies.destination().memory();
        byte[] bytes = new byte[memory.capacity()];
        memory.get(0, bytes);
        return bytes;
    }
}
