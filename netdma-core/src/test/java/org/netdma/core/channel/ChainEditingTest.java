// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.core.channel.PolledCopyTest.assertRefused;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeEngine;
import org.netdma.wdm.NtStatus;

class ChainEditingTest extends EditFixture {

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-6] [XFR-9] a cancelled copy moves nothing, and completes as a null transfer")
    void shouldCancel(int major) throws NetDmaException {
        FakeEngine engine = open(major);
        enqueue(1, 2, 3, 4);
        channel.submit();
        engine.step(1);
        assertEquals(1, channel.suspend());
        channel.cancel(3);
        channel.cancel(4);
        channel.cancel(4);
        channel.resume();
        assertEquals(3, engine.drain());
        assertEquals(4, channel.poll(), "the last still reports");
        assertCopied(1, 2);
        assertEquals(List.of("start 4", "suspend", "resume"), provider.channel().calls);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-6] an inserted copy comes before all that are not processed, and none of them is lost")
    void shouldInsert(int major) throws NetDmaException {
        FakeEngine engine = open(major);
        enqueue(1, 2, 3);
        channel.submit();
        engine.step(1);
        channel.suspend();
        assertEquals(4, channel.insertCopy(source, 5, destination, 5, 1));
        assertEquals(5, channel.insertCopy(source, 6, destination, 6, 1));
        channel.resume();
        engine.step(1);
        assertCopied(1, 6);
        engine.step(1);
        assertCopied(1, 6, 5);
        engine.step(1);
        assertCopied(1, 6, 5, 2);
        assertEquals(1, channel.poll(), "nothing asked for a report since");
        engine.drain();
        assertCopied(1, 6, 5, 2, 3);
        assertEquals(5, channel.poll());
        assertEquals(List.of("start 3", "suspend", "resume", "append 2"), provider.channel().calls);
        assertEquals(6, channel.enqueueNull(0));
        assertEquals(6, channel.submit());
        engine.drain();
        assertEquals(6, channel.poll());
        assertEquals(6, channel.info().completed());
    }

    @Test
    @DisplayName("[XFR-6] [CPL-2] progress counts a ticket once it and all before it are done, whatever overtook them")
    void shouldReportInTickets() throws NetDmaException {
        FakeEngine engine = open(2);
        enqueue(1, 2, 3);
        channel.submit();
        engine.step(1);
        channel.suspend();
        channel.insertCopy(source, 5, destination, 5, 1);
        channel.resume();
        engine.step(1); // the inserted one
        assertEquals(1, channel.suspend());
        channel.resume();
        engine.step(1);
        assertEquals(2, channel.suspend());
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(4)); // done, though not reported
        channel.cancel(3);
        channel.resume();
        engine.drain();
        assertEquals(4, channel.poll());
        assertCopied(1, 2, 5);
    }

    @Test
    @DisplayName("[XFR-6] an inserted copy can be cancelled again, before resume and after")
    void shouldCancelAnInsertedCopy() throws NetDmaException {
        FakeEngine engine = open(2);
        CompletableFuture<Void> stage = channel.copyAsync(source, 1, destination, 1, 1).toCompletableFuture();
        channel.suspend();
        assertEquals(2, channel.insertCopy(source, 2, destination, 2, 1));
        assertEquals(3, channel.insertCopy(source, 3, destination, 3, 1));
        channel.cancel(3);
        channel.resume();
        assertEquals(0, channel.suspend());
        channel.cancel(2);
        channel.resume();
        assertEquals(3, engine.drain());
        stage.join();
        assertEquals(3, channel.poll());
        assertCopied(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-1] [XFR-6] a copy can be inserted in an idle chain, or one that was never started")
    void shouldInsertInAnEmptyChain(int major) throws NetDmaException {
        FakeEngine engine = open(major);
        channel.suspend();
        assertEquals(1, channel.insertCopy(source, 1, destination, 1, 1));
        channel.resume();
        engine.drain();
        assertEquals(1, channel.poll());
        channel.suspend();
        assertEquals(2, channel.insertCopy(source, 2, destination, 2, 1));
        channel.resume();
        engine.drain();
        assertEquals(2, channel.poll());
        assertCopied(1, 2);
        assertEquals(List.of("start 1", "suspend", "resume", "append 1"), provider.channel().calls);
    }

    @Test
    @DisplayName("[XFR-6] what was enqueued and not submitted goes with an inserted copy")
    void shouldSubmitWhatWasEnqueued() throws NetDmaException {
        FakeEngine engine = open(2);
        enqueue(1);
        channel.submit();
        enqueue(2);
        channel.suspend();
        assertEquals(3, channel.insertCopy(source, 3, destination, 3, 1));
        channel.resume();
        assertEquals(3, engine.drain());
        assertEquals(3, channel.poll());
        assertCopied(1, 2, 3);
    }

    @Test
    @DisplayName("[XFR-6] [XFR-7] a fault names the ticket that failed, also in an edited chain")
    void shouldNameTheTicketThatFailed() throws NetDmaException {
        FakeEngine engine = open(2);
        enqueue(1, 2, 3);
        channel.submit();
        engine.step(1);
        channel.suspend();
        channel.insertCopy(source, 4, destination, 4, 1);
        channel.resume();
        engine.faultAfter(0);
        engine.drain();
        assertRefused(Refusal.HALTED, channel.poll());
        assertEquals(new ChannelFailure(4, 4, NtStatus.IO_DEVICE_ERROR), channel.failure().orElseThrow());
        channel.reset();
        assertEquals(4, channel.poll());
        enqueue(5);
        channel.submit();
        engine.drain();
        assertEquals(5, channel.poll());
        assertCopied(1, 5);
    }
}
