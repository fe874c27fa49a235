// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.core.channel.PolledCopyTest.assertRefused;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelFailure;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeChannel.Complete;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

class ChainEditingTest {

    private static final int SIZE = 4096;

    private Interface core;
    private MemoryRegion source;
    private MemoryRegion destination;
    private FakeProvider provider;
    private DmaChannel channel;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface(new Settings(Duration.ofSeconds(10), Duration.ofMillis(50), true, 2));
        source = core.filled(SIZE, 1);
        destination = core.memory.allocate(SIZE);
    }

    @AfterEach
    void close() {
        core.close();
    }

    private FakeEngine open(int major) throws NetDmaException {
        provider = new FakeProvider(new NetDmaVersion(major, 0), Complete::new);
        channel = core.channelOf(provider, 8);
        return provider.channel().engine;
    }

    /** Byte n of the source to byte n of the destination. */
    private void enqueue(int... bytes) {
        for (int n : bytes) {
            assertTrue(channel.enqueueCopy(source, n, destination, n, 1) > 0);
        }
    }

    private void assertCopied(int... bytes) throws NetDmaException {
        byte[] expected = new byte[16];
        for (int n : bytes) {
            expected[n] = source.buffer().get(n);
        }
        byte[] actual = new byte[16];
        destination.buffer().get(0, actual);
        assertEquals(toString(expected), toString(actual));
    }

    private static String toString(byte[] bytes) {
        return Arrays.toString(bytes);
    }

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

    @Test
    @DisplayName("[XFR-6] only tickets that are submitted and not processed can be cancelled, while suspended")
    void shouldRefuseToCancelOthers() throws NetDmaException {
        FakeEngine engine = open(2);
        enqueue(1, 2);
        channel.submit();
        assertStatus(NtStatus.INVALID_DEVICE_STATE, () -> channel.cancel(2));
        CompletableFuture<Void> stage = channel.copyAsync(source, 3, destination, 3, 1).toCompletableFuture();
        enqueue(4);
        engine.step(1);
        channel.suspend();
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(1)); // processed
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(3)); // of a copy with a stage
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(4)); // not submitted
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(5)); // never handed out
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(0));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.cancel(-7));
        channel.cancel(2);
        channel.resume();
        assertStatus(NtStatus.INVALID_DEVICE_STATE, () -> channel.cancel(2));
        channel.submit();
        engine.drain();
        stage.join();
        assertCopied(1, 3, 4);
        channel.close();
        assertStatus(NtStatus.INVALID_HANDLE, () -> channel.cancel(2));
        assertRefused(Refusal.CHANNEL_CLOSED, channel.insertCopy(source, 0, destination, 0, 1));
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
    @DisplayName("[XFR-6] [XFR-11] what cannot be inserted is refused by name, and changes nothing")
    void shouldRefuseToInsert() throws Exception {
        FakeEngine engine = open(2);
        enqueue(1, 2);
        channel.submit();
        assertRefused(Refusal.NOT_SUSPENDED, channel.insertCopy(source, 0, destination, 0, 1));
        channel.suspend();
        assertRefused(Refusal.INVALID_LENGTH, channel.insertCopy(source, 0, destination, 0, 0));
        assertRefused(Refusal.OUT_OF_REGION, channel.insertCopy(source, 1, destination, 0, SIZE));
        assertRefused(Refusal.FOREIGN_REGION, channel.insertCopy(null, 0, destination, 0, 1));
        MemoryRegion large = core.memory.allocate(1 << 17);
        assertRefused(Refusal.TRANSFER_TOO_LARGE, channel.insertCopy(large, 0, large, 0, (1 << 16) + 1));
        MemoryRegion readOnly = core.memory.wrap(ByteBuffer.allocateDirect(64).asReadOnlyBuffer());
        assertRefused(Refusal.READ_ONLY_DESTINATION, channel.insertCopy(source, 0, readOnly, 0, 1));
        large.close();
        assertRefused(Refusal.REGION_CLOSED, channel.insertCopy(large, 0, destination, 0, 1));
        for (int i = 3; i <= 7; i++) {
            assertEquals(i, channel.insertCopy(source, i, destination, i, 1));
        }
        assertRefused(Refusal.RING_FULL, channel.insertCopy(source, 0, destination, 0, 1));
        channel.resume();
        engine.drain();
        assertEquals(7, channel.poll());
        assertCopied(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    @DisplayName("[XFR-6] a region stays while a suspended chain names it, and closes once its copies are cancelled")
    void shouldKeepRegionsOfASuspendedChain() throws Exception {
        FakeEngine engine = open(2);
        MemoryRegion moved = core.filled(64, 3);
        channel.enqueueCopy(moved, 0, destination, 0, 1);
        channel.submit();
        channel.suspend();
        channel.insertCopy(source, 1, destination, 1, 1);
        assertStatus(NtStatus.DEVICE_BUSY, moved::close);
        channel.cancel(1);
        moved.close();
        channel.resume();
        engine.drain();
        assertEquals(2, channel.poll());
        assertCopied(1);
        MemoryRegion closed = core.memory.allocate(64);
        channel.enqueueCopy(closed, 0, destination, 0, 1);
        closed.close();
        channel.suspend();
        assertRefused(Refusal.REGION_CLOSED, channel.insertCopy(source, 1, destination, 1, 1));
        channel.resume();
        assertRefused(Refusal.REGION_CLOSED, channel.submit());
    }

    @Test
    @DisplayName("[XFR-6] an append that the driver refuses at resume can be repeated, and the edit is kept")
    void shouldRepeatARefusedAppend() throws NetDmaException {
        FakeEngine engine = open(2);
        enqueue(1, 2);
        channel.submit();
        channel.suspend();
        channel.insertCopy(source, 3, destination, 3, 1);
        provider.channel().answer = NtStatus.UNSUCCESSFUL;
        assertStatus(NtStatus.UNSUCCESSFUL, channel::resume);
        assertEquals(ChannelState.ACTIVE, channel.info().state());
        engine.step(2);
        assertCopied(3, 1);
        assertEquals(1, channel.suspend());
        assertStatus(NtStatus.UNSUCCESSFUL, channel::resume);
        provider.channel().answer = NtStatus.SUCCESS;
        assertEquals(3, channel.submit());
        engine.drain();
        assertCopied(3, 1, 2);
        assertEquals(3, channel.poll());
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
