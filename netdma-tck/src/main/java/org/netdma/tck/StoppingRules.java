// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.tck.bench.BrokenPremise.unless;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.spi.AbortableChannel;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.Device;
import org.netdma.tck.bench.PatternedCopy;
import org.netdma.tck.bench.Region;
import org.netdma.tck.bench.SlowCopy;
import org.netdma.tck.bench.Submission;
import org.netdma.wdm.NtStatus;

/** AbortDma and ResetChannel. */
@Given(Premise.COPIES)
abstract class StoppingRules extends ConformanceSuite {

    private static final int COPIES = 40;
    private static final int SIZE = 256;
    /** How often, and with how many bytes, a transfer is stopped in its middle. */
    private static final int ROUNDS = 8;
    private static final int LARGE = 1 << 20;
    private static final byte[] CLIENTS = filled((byte) 0x11);
    private static final String LATE = "a byte of the old chain's destinations changed after the call had returned";

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[1 << 16];
        Arrays.fill(bytes, value);
        return bytes;
    }

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

        long word = word(abort(bench, flight, Channel::abort));

        assertEquals(TransferStatus.HALTED, CompletionWord.status(word), () -> "the word is 0x%X".formatted(word));
        long last = CompletionWord.address(word) == 0 ? -1 : flight.channel.ring().number(CompletionWord.address(word));
        flight.copies.assertCopied(0, (int) (last < Flight.SLOW ? last + 1 : last));
    }

    private static void shouldTouchNothingAfter(BiFunction<Channel, Runnable, NtStatus> stop, Bench bench) {
        Device device = bench.startDevice();
        Flight flight = takeOff(bench, device);
        byte[] then = abort(bench, flight, stop);
        Copies next = Copies.of(bench, 4, SIZE);

        bench.threads().awaitShortly(() -> !Arrays.equals(then, flight.snapshot()));
        assertUnchanged(then, flight);
        Submission submission = flight.channel.submit(next.descriptors());
        unless(flight.channel.isDoneInTime(submission), "it does not work afterwards: another test says so");
        List<Region> large = stopWhileCopying(flight.channel, stop, bench);
        device.stop(); // after it nothing runs any more

        assertArrayEquals(destinations(then), destinations(flight.snapshot()), LATE);
        large.forEach(region -> assertFalse(isTouched(region), "the engine was still writing when the call returned"));
    }

    private static void assertUnchanged(byte[] then, Flight flight) {
        byte[] now = flight.snapshot();
        assertArrayEquals(destinations(then), destinations(now), LATE);
        assertEquals(word(then), word(now), () -> ("the completion word was written again after the call had returned:"
                + " it was 0x%X and is 0x%X").formatted(word(then), word(now)));
    }

    /**
     * Stops the channel in the middle of large transfers. When the call returns the memory is the client's again, which
     * fills it, from its end on. {@return the destinations, which hold the client's bytes and no others}
     */
    private static List<Region> stopWhileCopying(Channel channel, BiFunction<Channel, Runnable, NtStatus> stop,
            Bench bench) {
        int size = (int) Math.min(LARGE, bench.device(0).registration().attributes().maximumTransferSize());
        PatternedCopy source = Copies.of(bench, 1, size).get(0);
        List<Region> destinations = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Region destination = bench.memory().allocate(size);
            destinations.add(destination);
            Descriptor large = Descriptor.copy(source.sourceAddress(), destination.start(), size, 0);
            channel.submit(Collections.nCopies(8, large));
            bench.threads().awaitTrue(() -> destination.memory().get(0) != 0);
            stop.apply(channel, () -> fill(destination));
        }
        return destinations;
    }

    private static void fill(Region region) {
        for (int at = region.length(); at > 0; at -= Math.min(at, CLIENTS.length)) {
            int length = Math.min(at, CLIENTS.length);
            region.memory().put(at - length, CLIENTS, 0, length);
        }
    }

    private static boolean isTouched(Region region) {
        return IntStream.range(0, region.length()).anyMatch(at -> region.memory().get(at) != CLIENTS[0]);
    }

    private static void shouldStartAfter(BiFunction<Channel, Runnable, NtStatus> stop, Bench bench) {
        Channel channel = bench.startDevice().registration().allocate();
        Copies copies = Copies.of(bench, 12, SIZE);
        assertEquals(NtStatus.SUCCESS, stop.apply(channel, () -> { }), "on a channel that nothing was submitted to");
        for (int i = 0; i < 12; i += 4) {
            channel.awaitDone(channel.submit(copies.descriptors(i, i + 2)));
            channel.awaitDone(channel.submit(copies.descriptors(i + 2, i + 4)));
            assertEquals(NtStatus.SUCCESS, stop.apply(channel, () -> { }), "on an idle channel");
        }
        copies.assertCopied();
    }

    /** A chain whose engine stands still at slow memory. */
    private record Flight(Channel channel, Copies copies, SlowCopy slow, boolean isHeld) {
        static final int SLOW = 3;

        /** {@return the completion word, and what the destinations are} */
        byte[] snapshot() {
            ByteBuffer small = copies.destination().memory();
            ByteBuffer held = slow.copy().destinationRegion().memory();
            return ByteBuffer.allocate(Long.BYTES + small.capacity() + held.capacity()).putLong(channel.word())
                    .put(small.duplicate()).put(held.duplicate()).array();
        }
    }

    private static long word(byte[] snapshot) {
        return ByteBuffer.wrap(snapshot).getLong();
    }

    private static byte[] destinations(byte[] snapshot) {
        return Arrays.copyOfRange(snapshot, Long.BYTES, snapshot.length);
    }

    private static Flight takeOff(Bench bench, Device device) {
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, COPIES, SIZE);
        SlowCopy slow = SlowCopy.of(bench);
        List<Descriptor> chain = new ArrayList<>();
        copies.list().forEach(copy -> chain.add(copy.descriptor(channel.reporting() & STATUS_UPDATE_ON_COMPLETION)));
        chain.add(Flight.SLOW, slow.descriptor(channel.reporting()));
        channel.submit(chain);
        return new Flight(channel, copies, slow, slow.hold().awaitEngine());
    }

    /** Stops the channel while the engine stands still. {@return what the destinations were right after it} */
    private static byte[] abort(Bench bench, Flight flight, BiFunction<Channel, Runnable, NtStatus> stop) {
        AtomicReference<byte[]> then = new AtomicReference<>();
        FutureTask<NtStatus> stopping = bench.threads().begin("abort or reset",
                () -> stop.apply(flight.channel, () -> then.set(flight.snapshot())));
        bench.threads().awaitShortly(stopping::isDone);
        flight.slow.hold().release();
        assertEquals(NtStatus.SUCCESS, bench.threads().await("abort or reset", stopping));
        return then.get();
    }
}
