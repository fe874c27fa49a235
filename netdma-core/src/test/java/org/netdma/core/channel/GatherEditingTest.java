// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.core.fake.FakeEngine;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.wdm.NtStatus;

/** A gather is one copy with one ticket, however many descriptors it takes. */
class GatherEditingTest extends EditFixture {

    /** Bytes 4, 6 and 8 of the source to the same of the destination: three descriptors for any engine. */
    private long gather() {
        return channel.enqueueGather(pieces(source), pieces(destination), 0);
    }

    private static ScatterGatherList pieces(MemoryRegion region) {
        return ScatterGatherList.of(new Element(region, 4, 1), new Element(region, 6, 1), new Element(region, 8, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-6] [XFR-12] a gather is cancelled as a whole by its ticket; the numbers within are nobody's")
    void shouldCancelTheWhole(int major) throws NetDmaException {
        FakeEngine engine = open(major);
        enqueue(1);
        assertEquals(4, gather());
        enqueue(2);
        channel.submit();
        engine.step(1);
        assertEquals(1, channel.suspend());
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(2));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(3));
        channel.cancel(4);
        channel.resume();
        engine.drain();
        assertEquals(5, channel.completed());
        assertCopied(1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-6] [XFR-12] a gather that nobody could cancel by its numbers is done with all of its bytes")
    void shouldBeDoneAsAWhole(int major) throws NetDmaException {
        FakeEngine engine = open(major);
        long ticket = gather();
        channel.submit();
        channel.suspend();
        for (long part = 1; part < ticket; part++) {
            long number = part;
            assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(number));
        }
        channel.resume();
        engine.drain();
        channel.requireDone(ticket);
        assertCopied(4, 6, 8);
    }

    @Test
    @DisplayName("[XFR-6] of a gather that the engine has begun what is left is cancelled, an inserted copy before it")
    void shouldCancelWhatIsLeft() throws NetDmaException {
        FakeEngine engine = open(2);
        long ticket = gather();
        channel.submit();
        engine.step(1);
        channel.suspend();
        long inserted = channel.insertCopy(source, 1, destination, 1, 1);
        channel.cancel(ticket);
        channel.resume();
        engine.drain();
        channel.requireDone(inserted);
        assertCopied(1, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("[XFR-7] [XFR-12] a gather fails by its ticket, whichever of its descriptors fails")
    void shouldFailAsAWhole(int whole) throws NetDmaException {
        FakeEngine engine = open(2);
        long ticket = gather();
        long behind = channel.enqueueNull(0);
        channel.submit();
        engine.faultAfter(whole);
        engine.drain();
        assertEquals(ticket, channel.failure().orElseThrow().failedTicket());
        assertStatus(NtStatus.IO_DEVICE_ERROR, () -> channel.requireDone(ticket));
        assertStatus(NtStatus.CANCELLED, () -> channel.requireDone(behind));
    }

    @Test
    @DisplayName("[XFR-6] tickets that are handed out again are not parts of a gather that was dropped")
    void shouldForgetAGatherThatWasDropped() throws NetDmaException {
        FakeEngine engine = open(2);
        provider.channel().answer = NtStatus.UNSUCCESSFUL;
        gather();
        assertStatus(NtStatus.UNSUCCESSFUL, () -> channel.copy(source, 0, destination, 0, 1));
        channel.reset();
        provider.channel().answer = NtStatus.SUCCESS;
        for (int round = 0; round < 20; round++) { // more than the ring remembers
            gather();
            channel.submit();
            engine.drain();
        }
        long before = channel.completed();
        enqueue(1, 2, 3);
        channel.submit();
        channel.suspend();
        channel.cancel(before + 1);
        channel.cancel(before + 2);
        channel.resume();
        engine.drain();
        channel.requireDone(before + 3);
        assertCopied(3, 4, 6, 8);
    }
}
