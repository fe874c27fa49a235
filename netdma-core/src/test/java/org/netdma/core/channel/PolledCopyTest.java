// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.TransferStatus;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.ProviderAttributes;
import org.netdma.wdm.NtStatus;

class PolledCopyTest extends CopyFixture {

    private static final int SIZE = 4096;

    PolledCopyTest() {
        super(SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-1] StartDma comes first, AppendDma after it")
    void shouldStartThenAppend(int major) throws NetDmaException {
        FakeProvider provider = new FakeProvider(new NetDmaVersion(major, 0));
        DmaChannel channel = core.channelOf(provider, 8);
        assertEquals(1, channel.enqueueCopy(source, 0, destination, 0, SIZE / 2));
        assertEquals(2, channel.enqueueNull(0));
        assertEquals(ChannelState.ARMED, channel.info().state());
        assertEquals(2, channel.submit());
        assertEquals(0, channel.poll());
        assertEquals(2, provider.channel().engine.drain());
        assertEquals(2, channel.poll());
        assertEquals(3, channel.enqueueCopy(source, SIZE / 2, destination, SIZE / 2, SIZE / 2));
        assertEquals(3, channel.submit());
        assertEquals(3, channel.submit(), "nothing new");
        assertEquals(1, provider.channel().engine.drain());
        assertEquals(3, channel.poll());
        assertEquals(List.of("start 2", "append 1"), provider.channel().calls);
        assertEquals(ChannelState.ACTIVE, channel.info().state());
        Interface.assertSame(source, destination);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-3] [XFR-4] chains go round the ring, linked or counted")
    void shouldGoRoundTheRing(int major) throws NetDmaException {
        FakeProvider provider = new FakeProvider(new NetDmaVersion(major, 0));
        DmaChannel channel = core.channelOf(provider, 4);
        for (int i = 0; i < SIZE / 64; i++) {
            assertTrue(channel.enqueueCopy(source, i * 64L, destination, i * 64L, 64) > 0);
            if (i % 3 != 1) {
                assertEquals(i + 1, channel.submit());
                provider.channel().engine.drain();
                assertEquals(i + 1, channel.poll());
            }
        }
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[XFR-3] an engine that is at work on a linked chain finds what is appended")
    void shouldLinkWhileTheEngineIsAtWork() throws NetDmaException {
        FakeProvider provider = FakeProvider.linked();
        DmaChannel channel = core.channelOf(provider, 8);
        channel.enqueueNull(0);
        channel.enqueueNull(0);
        channel.submit();
        assertEquals(1, provider.channel().engine.step(1));
        channel.enqueueNull(0);
        channel.submit();
        assertEquals(2, provider.channel().engine.drain());
        assertEquals(3, channel.poll());
    }

    @Test
    @DisplayName("[CHN-1] a full ring refuses, and takes more once copies are done")
    void shouldRefuseWhenFull() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        assertEquals(3, channel.freeEntries());
        for (int i = 1; i <= 3; i++) {
            assertEquals(i, channel.enqueueNull(0));
        }
        assertEquals(Refusal.RING_FULL.code(), channel.enqueueNull(0));
        assertEquals(Refusal.RING_FULL.code(), channel.enqueueCopy(source, 0, destination, 0, 1));
        channel.submit();
        assertEquals(Refusal.RING_FULL.code(), channel.enqueueNull(0));
        provider.channel().engine.drain();
        assertEquals(4, channel.enqueueNull(0), "without a poll in between");
        assertEquals(2, channel.freeEntries());
    }

    @Test
    @DisplayName("[CPL-2] the word names the newest descriptor only, all before it are done")
    void shouldReportBatchesByTheirLast() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        for (int i = 0; i < 5; i++) {
            channel.enqueueNull(i == 2 ? ControlFlags.STATUS_UPDATE_ON_COMPLETION : 0);
        }
        channel.submit();
        provider.channel().engine.step(2);
        assertEquals(0, channel.poll());
        provider.channel().engine.step(1);
        assertEquals(3, channel.poll());
        provider.channel().engine.step(1);
        assertEquals(4, channel.poll(), "each fourth reports [STO-4]");
        provider.channel().engine.step(1);
        assertEquals(5, channel.poll());
    }

    @Test
    @DisplayName("[XFR-11] what is out of range is refused by name, and changes nothing")
    void shouldRefuseWhatIsOutOfRange() throws Exception {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        MemoryRegion readOnly = core.memory.wrap(ByteBuffer.allocateDirect(64).asReadOnlyBuffer());
        MemoryRegion large = core.memory.allocate(1 << 17);
        MemoryRegion closed = core.memory.allocate(64);
        closed.close();
        assertRefused(Refusal.INVALID_LENGTH, channel.enqueueCopy(source, 0, destination, 0, 0));
        assertRefused(Refusal.INVALID_LENGTH, channel.enqueueCopy(source, 0, destination, 0, -1));
        assertRefused(Refusal.OUT_OF_REGION, channel.enqueueCopy(source, 1, destination, 0, SIZE));
        assertRefused(Refusal.OUT_OF_REGION, channel.enqueueCopy(source, 0, destination, -1, SIZE));
        assertRefused(Refusal.OUT_OF_REGION, channel.enqueueCopy(source, Long.MAX_VALUE, destination, 0, 1));
        assertRefused(Refusal.OUT_OF_REGION, channel.enqueueCopy(source, 0, destination, 0, Long.MAX_VALUE));
        assertRefused(Refusal.TRANSFER_TOO_LARGE, channel.enqueueCopy(large, 0, large, 0, (1 << 16) + 1));
        assertRefused(Refusal.READ_ONLY_DESTINATION, channel.enqueueCopy(source, 0, readOnly, 0, 1));
        assertRefused(Refusal.REGION_CLOSED, channel.enqueueCopy(closed, 0, destination, 0, 1));
        assertRefused(Refusal.REGION_CLOSED, channel.enqueueCopy(source, 0, closed, 0, 1));
        assertRefused(Refusal.FOREIGN_REGION, channel.enqueueCopy(null, 0, destination, 0, 1));
        try (Interface other = new Interface()) {
            assertRefused(Refusal.FOREIGN_REGION, channel.enqueueCopy(source, 0, other.memory.allocate(64), 0, 1));
        }
        assertEquals(1, channel.enqueueCopy(source, 0, destination, 0, SIZE), "the first ticket after all");
    }

    @Test
    @DisplayName("[XFR-11] no address beyond MaximumAddressSpace")
    void shouldRefuseWhatIsBeyondReach() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, "0000");
        MemoryRegion low = core.memory.allocate(1 << 20);
        MemoryRegion high = core.memory.allocate(1 << 20);
        long reach = high.physicalAddress() - 1;
        source.close(); // so little is in reach that the ring has to go where this was
        provider.registration().start(new ProviderAttributes(1, 0, 0, 1, 4096, reach + 4096));
        DmaChannel channel = core.client.allocateChannel();
        assertTrue(provider.channel().parameters.completionPhysicalAddress() <= reach + 4096);
        assertRefused(Refusal.ADDRESS_BEYOND_REACH, channel.enqueueCopy(low, 0, high, 4096, 2));
        assertRefused(Refusal.ADDRESS_BEYOND_REACH, channel.enqueueCopy(high, 4096, low, 0, 1));
        assertEquals(1, channel.enqueueCopy(low, 0, high, 0, 4096));
    }

    @Test
    @DisplayName("[XFR-1] a refused StartDma leaves what was enqueued, and the next submission starts again")
    void shouldKeepWhatTheDriverRefused() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        provider.channel().answer = NtStatus.INSUFFICIENT_RESOURCES;
        channel.enqueueCopy(source, 0, destination, 0, SIZE);
        assertRefused(Refusal.PROVIDER_REFUSED, channel.submit());
        provider.channel().answer = null;
        assertRefused(Refusal.PROVIDER_REFUSED, channel.submit());
        provider.channel().answer = NtStatus.SUCCESS;
        assertEquals(1, channel.submit());
        provider.channel().engine.drain();
        assertEquals(1, channel.poll());
        assertEquals(List.of("start 1", "start 1", "start 1"), provider.channel().calls);
        Interface.assertSame(source, destination);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-1] a refused AppendDma can be repeated")
    void shouldRepeatARefusedAppend(int major) throws NetDmaException {
        FakeProvider provider = new FakeProvider(new NetDmaVersion(major, 0));
        DmaChannel channel = core.channelOf(provider, 16);
        channel.enqueueNull(0);
        channel.submit();
        provider.channel().answer = NtStatus.UNSUCCESSFUL;
        channel.enqueueCopy(source, 0, destination, 0, SIZE);
        assertRefused(Refusal.PROVIDER_REFUSED, channel.submit());
        assertEquals(1, provider.channel().engine.drain(), "nothing was submitted");
        provider.channel().answer = NtStatus.SUCCESS;
        channel.enqueueNull(0);
        assertEquals(3, channel.submit());
        assertEquals(2, provider.channel().engine.drain());
        assertEquals(3, channel.poll());
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[CPL-2] waiting ends when the ticket is done, and not before it was submitted")
    void shouldAwaitATicket() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        channel.enqueueNull(0);
        assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.await(1, Duration.ofSeconds(60)));
        channel.submit();
        assertStatus(NtStatus.IO_TIMEOUT, () -> channel.await(1, Duration.ofMillis(1)));
        provider.channel().engine.drain();
        channel.await(1, ChronoUnit.FOREVER.getDuration());
        channel.close();
        channel.await(1, Duration.ofSeconds(60));
    }

    @Test
    @DisplayName("[CPL-2] a word that names no descriptor of the ring completes nothing")
    void shouldIgnoreAnIllegalWord() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        channel.enqueueNull(0);
        channel.enqueueNull(0);
        channel.submit();
        provider.channel().engine.write(0x4000, TransferStatus.IDLE);
        assertEquals(0, channel.poll());
        provider.channel().engine.drain();
        assertEquals(2, channel.poll());
    }

    static void assertRefused(Refusal expected, long answer) {
        assertEquals(expected, Refusal.of(answer));
    }

    static void assertStatus(NtStatus expected, Executable call) {
        assertEquals(expected, assertThrows(NetDmaException.class, call).status());
    }
}
