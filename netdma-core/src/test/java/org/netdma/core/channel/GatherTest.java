// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.core.channel.PolledCopyTest.assertRefused;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;
import static org.netdma.descriptor.ControlFlags.DESTINATION_NO_SNOOP;
import static org.netdma.descriptor.ControlFlags.DESTINATION_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.SERIALIZE_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SOURCE_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.provider.BusWindow;
import org.netdma.provider.ProviderAttributes;
import org.netdma.wdm.NtStatus;

class GatherTest {

    private static final int PAGE = 4096;

    private final FakeProvider provider = FakeProvider.counted();
    private Interface core;
    private MemoryRegion left;
    private MemoryRegion right;
    private ScatterGatherList twoPages;
    private ScatterGatherList apart;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface(new Settings(Duration.ofSeconds(10), Duration.ofMillis(50), true, 2));
        left = core.filled(16 * PAGE, 1);
        right = core.memory.allocate(16 * PAGE);
        twoPages = ScatterGatherList.of(new Element(left, 0, 2 * PAGE));
        apart = ScatterGatherList.of(new Element(right, 5 * PAGE, PAGE), new Element(right, 9 * PAGE, PAGE));
    }

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    @DisplayName("[CPL-1] reports are asked of the last descriptor only, fences and hints of each")
    void shouldSpreadFlags() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        ScatterGatherList runs =
                ScatterGatherList.of(new Element(right, 8, PAGE), new Element(right, 3 * PAGE + 8, PAGE));
        int all = SERIALIZE_TRANSFER | DESTINATION_NO_SNOOP;
        int last = STATUS_UPDATE_ON_COMPLETION | INTERRUPT_ON_COMPLETION;
        assertEquals(2, channel.enqueueGather(twoPages, runs, all | last));
        assertEquals(all, flags(channel, 1));
        assertEquals(all | last, flags(channel, 2));
        assertEquals(2, channel.submit());
        provider.channel().engine.step(1);
        assertEquals(0, channel.poll());
        provider.channel().engine.drain();
        assertEquals(2, channel.poll());
    }

    @Test
    @DisplayName("[CPL-1] [INT-3] the listener is told once of a copy that asks for an interrupt")
    void shouldTellTheListenerOnce() throws NetDmaException {
        FakeProvider linked = FakeProvider.linked();
        linked.register(core.netDma, "0000");
        linked.start();
        List<Long> told = new ArrayList<>();
        DmaChannel channel = core.client.allocateChannel(ChannelRequest.DEFAULT, (from, ticket) -> told.add(ticket));
        assertEquals(2, channel.enqueueGather(twoPages, apart, INTERRUPT_ON_COMPLETION));
        channel.submit();
        linked.channel().engine.drain();
        assertEquals(List.of(2L), told);
    }

    @Test
    @DisplayName("[XFR-12] a 2.0 provider gets one descriptor with a page break, a 1.x one gets two without")
    void shouldTreatEachVersionAsItAsks() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        assertEquals(1, channel.enqueueGather(apart, twoPagesOf(right, 0), 0));
        assertEquals(2, channel.enqueueGather(twoPages, apart, 0));
        assertEquals(SOURCE_PAGE_BREAK, flags(channel, 1));
        assertEquals(DESTINATION_PAGE_BREAK, flags(channel, 2));
        try (Interface other = new Interface()) {
            FakeProvider linked = FakeProvider.linked();
            DmaChannel plain = other.channelOf(linked, 8);
            MemoryRegion from = other.filled(2 * PAGE, 3);
            MemoryRegion to = other.memory.allocate(16 * PAGE);
            assertEquals(2, plain.enqueueGather(twoPagesOf(from, 0), ScatterGatherList.of(
                    new Element(to, 5 * PAGE, PAGE), new Element(to, 9 * PAGE, PAGE)), 0));
            plain.submit();
            assertEquals(2, linked.channel().engine.drain());
            assertEquals(2, plain.poll());
            assertEquals(from.buffer().slice(PAGE, PAGE), to.buffer().slice(9 * PAGE, PAGE));
        }
    }

    @Test
    @DisplayName("[XFR-12] all descriptors of a copy are enqueued, or none")
    void shouldEnqueueAllOrNothing() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        ScatterGatherList scattered = ScatterGatherList.of(new Element(right, 1, 100), new Element(right, 300, 100),
                new Element(right, 600, 100));
        ScatterGatherList whole = ScatterGatherList.of(new Element(left, 0, 300));
        assertEquals(1, channel.enqueueNull(0));
        assertRefused(Refusal.RING_FULL, channel.enqueueGather(whole, scattered, 0));
        assertEquals(2, channel.freeEntries());
        assertEquals(1, channel.submit());
        provider.channel().engine.drain();
        assertEquals(4, channel.enqueueGather(whole, scattered, 0), "as soon as there is room, without a poll");
        assertEquals(4, channel.submit());
        assertEquals(3, provider.channel().engine.drain());
        assertEquals(left.buffer().slice(200, 100), right.buffer().slice(600, 100));
    }

    @Test
    @DisplayName("[XFR-11] each piece is checked as a copy is, and a refusal changes nothing")
    void shouldRefuseWrongPieces() throws Exception {
        DmaChannel channel = core.channelOf(provider, 8);
        MemoryRegion closed = core.memory.allocate(64);
        closed.close();
        MemoryRegion readOnly = core.memory.wrap(ByteBuffer.allocateDirect(64).asReadOnlyBuffer());
        Element fine = new Element(left, 0, 64);
        refusePieces(channel, Refusal.INVALID_LENGTH, new Element(left, 64, 0));
        refusePieces(channel, Refusal.INVALID_LENGTH, new Element(left, 64, -1));
        refusePieces(channel, Refusal.INVALID_LENGTH, new Element(left, 64, Long.MIN_VALUE));
        refusePieces(channel, Refusal.REGION_CLOSED, new Element(closed, 0, 64));
        refusePieces(channel, Refusal.OUT_OF_REGION, new Element(left, -1, 64));
        refusePieces(channel, Refusal.OUT_OF_REGION, new Element(left, 1, left.size()));
        refusePieces(channel, Refusal.OUT_OF_REGION, new Element(left, Long.MAX_VALUE, 64));
        try (Interface other = new Interface()) {
            refusePieces(channel, Refusal.FOREIGN_REGION, new Element(other.memory.allocate(64), 0, 64));
        }
        assertRefused(Refusal.READ_ONLY_DESTINATION, channel.enqueueGather(ScatterGatherList.of(fine),
                ScatterGatherList.of(new Element(readOnly, 0, 64)), 0));
        assertRefused(Refusal.UNEQUAL_LENGTHS, channel.enqueueGather(twoPages, ScatterGatherList.of(fine), 0));
        ScatterGatherList empty = ScatterGatherList.of();
        assertRefused(Refusal.UNEQUAL_LENGTHS, channel.enqueueGather(empty, empty, 0));
        assertRefused(Refusal.UNEQUAL_LENGTHS, channel.enqueueGather(null, twoPages, 0));
        assertRefused(Refusal.UNEQUAL_LENGTHS, channel.enqueueGather(twoPages, null, 0));
        assertRefused(Refusal.ILLEGAL_FLAGS, channel.enqueueGather(twoPages, apart, SOURCE_PAGE_BREAK));
        assertEquals(1, channel.enqueueGather(ScatterGatherList.of(new Element(readOnly, 0, 64)),
                ScatterGatherList.of(fine), 0), "the first ticket after all");
    }

    private static void refusePieces(DmaChannel channel, Refusal refusal, Element wrong) {
        Element first = new Element(wrong.region(), 0, 64);
        ScatterGatherList legal = ScatterGatherList.of(first, first);
        ScatterGatherList illegal = ScatterGatherList.of(first, wrong);
        assertRefused(refusal, channel.enqueueGather(illegal, legal, 0));
        assertRefused(refusal, channel.enqueueGather(legal, illegal, 0));
    }

    @Test
    @DisplayName("[XFR-11] no piece beyond MaximumAddressSpace")
    void shouldRefuseWhatIsBeyondReach() throws NetDmaException {
        MemoryRegion high = core.memory.allocate(PAGE);
        left.close(); // so little is in reach that the ring has to go where this was
        provider.register(core.netDma, "0000");
        provider.registration().start(new ProviderAttributes(1, 0, 0, 1, PAGE, high.physicalAddress() + 63));
        DmaChannel channel = core.client.allocateChannel();
        Element near = new Element(right, 0, 64);
        Element far = new Element(high, 0, 65);
        ScatterGatherList legal = ScatterGatherList.of(new Element(right, 0, 64 + 65));
        assertRefused(Refusal.ADDRESS_BEYOND_REACH, channel.enqueueGather(ScatterGatherList.of(near, far), legal, 0));
        assertRefused(Refusal.ADDRESS_BEYOND_REACH, channel.enqueueGather(legal, ScatterGatherList.of(near, far), 0));
        Element reached = new Element(high, 0, 64);
        assertEquals(1, channel.enqueueGather(ScatterGatherList.of(near), ScatterGatherList.of(reached), 0));
    }

    @Test
    @DisplayName("[STO-3] the second page of each side is held by the copy as the first is")
    void shouldHoldAllFourRegions() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        for (int moved = 0; moved < 4; moved++) {
            MemoryRegion[] pages = new MemoryRegion[4];
            for (int i = 0; i < pages.length; i++) {
                pages[i] = core.memory.allocate(PAGE);
            }
            ScatterGatherList source = twoPagesOf(pages[0], pages[1]);
            ScatterGatherList destination = twoPagesOf(pages[2], pages[3]);
            long ticket = channel.enqueueGather(source, destination, 0);
            int reports = ticket % 4 == 0 ? STATUS_UPDATE_ON_COMPLETION : 0; // of each fourth [STO-4]
            assertEquals(SOURCE_PAGE_BREAK | DESTINATION_PAGE_BREAK | reports, flags(channel, ticket));
            channel.submit();
            MemoryRegion held = pages[moved];
            assertStatus(NtStatus.DEVICE_BUSY, held::close);
            provider.channel().engine.drain();
            held.close();
            channel.poll();
        }
    }

    @Test
    @DisplayName("[REG-4] a page that is closed before the submission is noticed, wherever it stands")
    void shouldNoticeAClosedPage() throws NetDmaException {
        for (int closed = 0; closed < 4; closed++) {
            try (Interface fresh = new Interface()) {
                DmaChannel channel = fresh.channelOf(FakeProvider.counted(), 8);
                MemoryRegion[] pages = new MemoryRegion[4];
                for (int i = 0; i < pages.length; i++) {
                    pages[i] = fresh.memory.allocate(PAGE);
                }
                channel.enqueueGather(twoPagesOf(pages[0], pages[1]), twoPagesOf(pages[2], pages[3]), 0);
                pages[closed].close();
                assertRefused(Refusal.REGION_CLOSED, channel.submit());
            }
        }
    }

    private static ScatterGatherList twoPagesOf(MemoryRegion region, long offset) {
        return ScatterGatherList.of(new Element(region, offset, 2 * PAGE));
    }

    private static ScatterGatherList twoPagesOf(MemoryRegion first, MemoryRegion second) {
        return new ScatterGatherList(List.of(new Element(first, 0, PAGE), new Element(second, 0, PAGE)));
    }

    /** {@return the control flags of a ticket's descriptor; the ring is the word's neighbour, see RingLayout} */
    private int flags(DmaChannel channel, long ticket) {
        long word = provider.channel().parameters.completionPhysicalAddress();
        BusWindow window = provider.registration().busMemory().window(word);
        int slot = (int) ((ticket - 1) % channel.info().ringCapacity());
        return window.bytes().getInt(slot * DescriptorLayout.SIZE + DescriptorLayout.CONTROL_FLAGS);
    }
}
