// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelInfo;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeEngine;
import org.netdma.descriptor.ControlFlags;
import org.netdma.wdm.NtStatus;

/** A burst with a bad copy: those before it are done, it fails, those behind it are cancelled, and the counts say so. */
class BurstCountsTest extends ChannelFixture {

    private static final int BURST = 16;
    private static final int SIZE = 4096;

    BurstCountsTest() {
        super(SIZE * BURST);
    }

    static Stream<Arguments> bursts() {
        return IntStream.of(0, 7, 14, 15).boxed().flatMap(bad -> Stream.of(0, ControlFlags.SERIALIZE_TRANSFER)
                .flatMap(flags -> Stream.of(1, 2).flatMap(major -> Stream.of(true, false)
                        .map(whole -> Arguments.of(bad, flags, major, whole)))));
    }

    @ParameterizedTest
    @MethodSource("bursts")
    @DisplayName("[XFR-7] [XFR-10] the first bad copy of a burst fails, those behind it are cancelled, none is lost")
    void shouldAccountForEachCopy(int bad, int flags, int major, boolean whole) throws NetDmaException {
        FakeEngine engine = open(major, FakeChannel.Complete::new, 2 * BURST);
        long[] tickets = new long[BURST];
        engine.faultAfter(bad);
        for (int i = 0; i < BURST; i++) {
            tickets[i] = channel.enqueueCopy(source, i * SIZE, destination, i * SIZE, SIZE, flags);
            if (!whole) {
                channel.submit();
            }
        }
        channel.submit();
        engine.drain();
        assertAccounted(bad, tickets);
        ChannelInfo info = channel.info();
        assertEquals(BURST, info.submitted());
        assertEquals(bad, info.completed());
        assertEquals(BURST - bad, info.failed());
        channel.reset();
        assertEquals(channel.info().submitted(), channel.info().completed() + channel.info().failed());
        long again = channel.enqueueCopy(source, bad * SIZE, destination, bad * SIZE, SIZE);
        channel.submit();
        engine.drain();
        channel.requireDone(again);
        assertEquals(channel.info().submitted(), channel.info().completed() + channel.info().failed());
        for (int i = bad; i < BURST; i++) {
            long lost = tickets[i];
            assertStatus(NtStatus.CANCELLED, () -> channel.requireDone(lost));
        }
    }

    private void assertAccounted(int bad, long[] tickets) throws NetDmaException {
        for (int i = 0; i < BURST; i++) {
            long ticket = tickets[i];
            if (i < bad) {
                channel.requireDone(ticket);
            } else {
                assertStatus(i == bad ? NtStatus.IO_DEVICE_ERROR : NtStatus.CANCELLED,
                        () -> channel.requireDone(ticket));
            }
            byte[] there = new byte[SIZE];
            byte[] wanted = new byte[SIZE];
            destination.buffer().get(i * SIZE, there);
            source.buffer().get(i * SIZE, wanted);
            assertEquals(i < bad, Arrays.equals(wanted, there), "copy " + i);
        }
    }
}
