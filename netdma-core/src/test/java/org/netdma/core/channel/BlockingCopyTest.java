// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.EngineThread;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.wdm.NtStatus;

class BlockingCopyTest extends CopyFixture {

    private static final int SIZE = 1 << 22;

    BlockingCopyTest() {
        super(SIZE);
    }

    @Test
    @DisplayName("[XFR-11] a copy of any length is split, and there when the call returns")
    void shouldCopyAnyLength() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            channel.copy(source, 0, destination, 0, SIZE);
            assertEquals(SIZE >> 16, engine.done());
        }
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[XFR-7] a failed copy throws, and the next one works")
    void shouldThrowAndGoOn() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        provider.channel().engine.faultAfter(40);
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            assertStatus(NtStatus.IO_DEVICE_ERROR, () -> channel.copy(source, 0, destination, 0, SIZE));
            assertEquals(40, engine.done());
            channel.copy(source, 0, destination, 0, SIZE);
        }
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[XFR-7] a failed copy leaves the halt to somebody who polls for an earlier one")
    void shouldLeaveTheHaltToAPoller() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        channel.enqueueNull(0);
        provider.channel().engine.faultAfter(0);
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            assertStatus(NtStatus.CANCELLED, () -> channel.copy(source, 0, destination, 0, SIZE)); // it was behind
            assertEquals(1, channel.failure().orElseThrow().failedTicket());
            channel.reset();
            channel.copy(source, 0, destination, 0, SIZE);
            assertTrue(engine.done() > 0);
        }
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[STO-4] a copy through an engine that hangs throws")
    void shouldThrowWhenTheEngineHangs() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        core.beImpatient(100);
        assertStatus(NtStatus.IO_TIMEOUT, () -> channel.copy(source, 0, destination, 0, SIZE));
        core.bePatient();
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            channel.copy(source, 0, destination, 0, SIZE);
            assertTrue(engine.done() > 0);
        }
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[XFR-1] a copy that the driver refuses throws, and leaves nothing enqueued")
    void shouldThrowWhenTheDriverRefuses() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        provider.channel().answer = NtStatus.UNSUCCESSFUL;
        assertStatus(NtStatus.UNSUCCESSFUL, () -> channel.copy(source, 0, destination, 0, SIZE));
        assertEquals(15, channel.freeEntries());
        assertEquals(0, channel.submit());
        assertStatus(NtStatus.ACCESS_VIOLATION, () -> channel.copy(source, 1, destination, 0, SIZE));
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.copy(source, 1, destination, 0, 0));
    }

    private static void assertStatus(NtStatus expected, Executable call) {
        assertEquals(expected, assertThrows(NetDmaException.class, call).status());
    }
}
