// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.wdm.NtStatus;

/** The loop of a polling client ends whatever happens, and says what did. */
class ClientLoopTest extends ChannelFixture {

    private static final int SIZE = 4096;

    private FakeEngine engine;

    ClientLoopTest() {
        super(SIZE);
    }

    private void open() throws NetDmaException {
        engine = open(2, FakeChannel.Complete::new, 8);
    }

    private long copy() {
        return channel.enqueueCopy(source, 0, destination, 0, 64);
    }

    private void assertNotPending(NtStatus why, long ticket) {
        assertFalse(channel.isPending(ticket));
        assertStatus(why, () -> channel.requireDone(ticket));
    }

    @Test
    @DisplayName("[CPL-2] a copy is pending from submit until its bytes are there")
    void shouldBePendingUntilDone() throws NetDmaException {
        open();
        long ticket = copy();
        assertNotPending(NtStatus.INVALID_PARAMETER, ticket); // not submitted
        channel.submit();
        assertTrue(channel.isPending(ticket));
        assertStatus(NtStatus.DEVICE_BUSY, () -> channel.requireDone(ticket));
        assertEquals(0, channel.completed());
        engine.drain();
        assertFalse(channel.isPending(ticket));
        channel.requireDone(ticket);
        assertEquals(ticket, channel.completed());
    }

    @Test
    @DisplayName("[CPL-2] the answer of submit is waited for like a ticket, also when nothing was submitted")
    void shouldTakeTheAnswerOfSubmit() throws NetDmaException {
        open();
        assertFalse(channel.isPending(channel.submit()));
        channel.requireDone(channel.submit());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[CHN-1] a refused copy is not pending, and the reason is the refusal")
    void shouldSayTheRefusal(Refusal refusal) throws NetDmaException {
        open();
        assertFalse(channel.isPending(refusal.code()));
        NetDmaException thrown = assertThrows(NetDmaException.class, () -> channel.requireDone(refusal.code()));
        assertEquals(refusal.toException().getMessage(), thrown.getMessage());
        assertEquals(refusal.status(), thrown.status());
    }

    @Test
    @DisplayName("[CPL-2] a number that was never handed out is not pending")
    void shouldRefuseForeignNumbers() throws NetDmaException {
        open();
        for (long number : new long[] {1, 77, Long.MAX_VALUE, Long.MIN_VALUE, -1000}) {
            assertNotPending(NtStatus.INVALID_PARAMETER, number);
        }
    }

    @Test
    @DisplayName("[XFR-1] a copy whose submission was refused is not pending, and the reason is that refusal")
    void shouldSayWhyItWasNotSubmitted() throws NetDmaException {
        open();
        provider.channel().answer = NtStatus.UNSUCCESSFUL;
        long ticket = copy();
        channel.submit();
        assertNotPending(NtStatus.UNSUCCESSFUL, ticket);
        provider.channel().answer = NtStatus.SUCCESS;
        channel.submit();
        assertTrue(channel.isPending(ticket));
        long later = copy();
        assertNotPending(NtStatus.INVALID_PARAMETER, later); // not that refusal
        engine.drain();
        channel.requireDone(ticket);
    }

    @Test
    @DisplayName("[REG-4] a copy whose region was closed before the submission is not pending")
    void shouldSayThatARegionIsClosed() throws NetDmaException {
        open();
        long ticket = copy();
        source.close();
        channel.submit();
        assertNotPending(NtStatus.INVALID_HANDLE, ticket);
    }

    @Test
    @DisplayName("[XFR-7] after a fault nothing is pending: done before it, failed, not attempted behind it")
    void shouldEndAtAFault() throws NetDmaException {
        open();
        long before = copy();
        long bad = copy();
        long behind = copy();
        channel.submit();
        long late = copy();
        engine.faultAfter(1);
        engine.drain();
        assertFalse(channel.isPending(before));
        channel.requireDone(before);
        assertNotPending(NtStatus.IO_DEVICE_ERROR, bad);
        assertNotPending(NtStatus.CANCELLED, behind);
        assertNotPending(NtStatus.CANCELLED, late);
        assertEquals(before, channel.completed(), "neither negative nor lower");
        assertNotPending(NtStatus.CANCELLED, copy()); // refused, and not attempted either
    }

    @Test
    @DisplayName("[XFR-7] [XFR-8] what a reset lost stays not done, though it is over")
    void shouldRememberWhatAResetLost() throws NetDmaException {
        open();
        long before = copy();
        long bad = copy();
        channel.submit();
        long dropped = copy();
        engine.faultAfter(1);
        engine.drain();
        channel.reset();
        assertEquals(dropped, channel.completed());
        channel.requireDone(before);
        assertNotPending(NtStatus.CANCELLED, bad);
        assertNotPending(NtStatus.CANCELLED, dropped);
        long again = copy();
        channel.submit();
        engine.drain();
        channel.requireDone(again);
        assertNotPending(NtStatus.CANCELLED, bad);
    }

    @Test
    @DisplayName("[XFR-8] of a ticket that is older than the resets remembered nobody says that it is done")
    void shouldNotCallAForgottenTicketDone() throws NetDmaException {
        open();
        long first = copy();
        channel.submit();
        channel.reset();
        for (int i = 0; i < 1024; i++) {
            copy();
            channel.submit();
            engine.drain();
            copy();
            channel.submit();
            channel.reset();
        }
        assertNotPending(NtStatus.INVALID_PARAMETER, first);
        assertNotPending(NtStatus.CANCELLED, channel.completed());
        channel.requireDone(channel.completed() - 1);
    }

    @Test
    @DisplayName("[XFR-6] the copies of a suspended channel are pending until it is resumed")
    void shouldBePendingInSuspension() throws NetDmaException {
        open();
        long ticket = copy();
        channel.submit();
        channel.suspend();
        long inserted = channel.insertCopy(source, 64, destination, 64, 64);
        assertTrue(channel.isPending(ticket));
        assertTrue(channel.isPending(inserted));
        channel.resume();
        engine.drain();
        channel.requireDone(ticket);
        channel.requireDone(inserted);
    }

    @Test
    @DisplayName("[STO-1] once the provider stopped nothing is pending, and what was done stays done")
    void shouldEndWithTheProvider() throws NetDmaException {
        open();
        long done = copy();
        channel.submit();
        engine.drain();
        long late = copy();
        provider.registration().stop();
        channel.submit();
        assertFalse(channel.isPending(done));
        channel.requireDone(done);
        assertNotPending(NtStatus.DEVICE_REMOVED, late);
        assertEquals(done, channel.completed());
    }

    @Test
    @DisplayName("[CHN-1] once the channel is closed nothing is pending, and what was done stays done")
    void shouldEndWithTheChannel() throws NetDmaException {
        open();
        long done = copy();
        channel.submit();
        engine.drain();
        long late = copy();
        channel.close();
        channel.requireDone(done);
        assertNotPending(NtStatus.INVALID_HANDLE, late);
    }

    @Test
    @DisplayName("[PWR-1] in low power what was not submitted is not pending")
    void shouldEndInLowPower() throws NetDmaException {
        open();
        long late = copy();
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
        channel.submit();
        assertNotPending(NtStatus.DEVICE_POWERED_OFF, late);
    }

    @Test
    @DisplayName("[XFR-1] [XFR-7] a submission to an engine that has halted unseen does not reach the driver")
    void shouldNotAppendToAHaltedEngine() throws NetDmaException {
        open();
        copy();
        channel.submit();
        engine.loseInterrupts(); // so that nobody tells the interface
        engine.faultAfter(0);
        engine.drain();
        long ticket = copy();
        if (!Refusal.isRefusal(ticket)) { // else the watchdog was quick
            assertEquals(Refusal.HALTED.code(), channel.submit());
        }
        assertEquals(1, provider.channel().calls.stream().filter(call -> !call.startsWith("reset")).count(),
                () -> provider.channel().calls.toString());
        channel.reset();
        long again = copy();
        assertTrue(channel.submit() > 0);
        assertEquals("start 1", provider.channel().calls.get(provider.channel().calls.size() - 1));
        engine.drain();
        channel.requireDone(again);
    }

    @Test
    @DisplayName("[XFR-3] [XFR-8] after a reset that drops copies a 1.x engine follows no link before StartDma")
    void shouldKeepAnIdleEngineFromTheRing() throws NetDmaException {
        for (FakeProvider.ChannelKind kind : new FakeProvider.ChannelKind[] {FakeChannel.Complete::new,
            FakeChannel::new}) {
            engine = open(1, kind, 8);
            copy();
            channel.submit();
            engine.drain(); // it sits on its last descriptor, and rereads its link [XFR-3]
            for (int dropped = 0; dropped < 3; dropped++) {
                copy();
            }
            channel.reset();
            engine.drain();
            for (int i = 0; i < 7; i++) { // round the ring, over the slot where it sat
                assertTrue(copy() > 0);
                assertEquals(0, engine.drain(), "nothing is submitted");
            }
            long last = channel.submit();
            engine.drain();
            channel.requireDone(last);
            provider.registration().stop();
            provider.registration().deregister();
        }
    }
}
