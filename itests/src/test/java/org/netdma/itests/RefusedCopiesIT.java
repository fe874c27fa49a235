// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.NtStatus;
import org.osgi.framework.BundleContext;

/** What clients ask wrongly is refused with what is wrong and the rule, changes nothing, and the next copy works. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class RefusedCopiesIT {

    private static final int SIZE = 8192;

    private Machine machine;
    private DmaClient client;
    private DmaChannel channel;
    private MemoryRegion source;
    private MemoryRegion destination;

    @BeforeEach
    void allocate(BundleContext context) throws Exception {
        machine = new Machine(context);
        machine.installAndStart(ProviderBundle.MINIMAL.jar());
        machine.awaitProvider(ProviderBundle.MINIMAL.instanceId());
        client = machine.clients().register("refused");
        channel = client.allocateChannel();
        source = machine.memory().allocate(SIZE);
        destination = machine.memory().allocate(SIZE);
        Pattern.fillSource(source);
        Pattern.fillDestination(destination);
    }

    @AfterEach
    void shouldStillCopy() throws Exception {
        if (source.isOpen() && machine.clients().providers().size() == 1) {
            Pattern.fillDestination(destination);
            try (DmaChannel next = client.allocateChannel()) {
                next.copy(source, 1, destination, 2, 3);
            }
            Pattern.assertCopied(destination, 1, 2, 3);
        }
        source.close();
        destination.close();
        client.close();
        machine.uninstallDrivers();
    }

    /** A copy that is refused, and how. */
    enum Wrong {
        ZERO_LENGTH(0, 0, 0, Refusal.INVALID_LENGTH),
        NEGATIVE_LENGTH(0, 0, -1, Refusal.INVALID_LENGTH),
        LEAST_LENGTH(0, 0, Long.MIN_VALUE, Refusal.INVALID_LENGTH),
        NEGATIVE_SOURCE_OFFSET(-1, 0, 1, Refusal.OUT_OF_REGION),
        NEGATIVE_DESTINATION_OFFSET(0, -1, 1, Refusal.OUT_OF_REGION),
        BEYOND_SOURCE(1, 0, SIZE, Refusal.OUT_OF_REGION),
        BEYOND_DESTINATION(0, 1, SIZE, Refusal.OUT_OF_REGION),
        OVERFLOWING_OFFSET(Long.MAX_VALUE, 0, 8, Refusal.OUT_OF_REGION);

        private final long sourceOffset;
        private final long destinationOffset;
        private final long length;
        private final Refusal refusal;

        Wrong(long sourceOffset, long destinationOffset, long length, Refusal refusal) {
            this.sourceOffset = sourceOffset;
            this.destinationOffset = destinationOffset;
            this.length = length;
            this.refusal = refusal;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[XFR-11] a copy that does not fit is refused")
    void shouldRefuse(Wrong wrong) throws Exception {
        assertRefused(wrong.refusal, source, wrong.sourceOffset, destination, wrong.destinationOffset, wrong.length);
        Pattern.assertCopied(destination, 0, 0, 0);
    }

    /** All three ways to copy refuse alike. */
    private void assertRefused(Refusal refusal, MemoryRegion from, long fromOffset, MemoryRegion to, long toOffset,
            long length) throws Exception {
        assertEquals(refusal.code(), channel.enqueueCopy(from, fromOffset, to, toOffset, length));
        assertRefused(refusal, () -> channel.copy(from, fromOffset, to, toOffset, length));
        CompletableFuture<Void> stage =
                channel.copyAsync(from, fromOffset, to, toOffset, length).toCompletableFuture();
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> stage.get(60, TimeUnit.SECONDS));
        assertEquals(refusal.status(), assertInstanceOf(NetDmaException.class, failed.getCause()).status());
    }

    private static void assertRefused(Refusal refusal, Executable call) {
        NetDmaException thrown = assertThrows(NetDmaException.class, call);
        assertEquals(refusal.status(), thrown.status(), thrown::getMessage);
        assertEquals(refusal.rule(), thrown.rule(), thrown::getMessage);
    }

    @Test
    @DisplayName("[XFR-11] one descriptor moves no more than MaximumTransferSize")
    void shouldRefuseMoreThanMaximumTransferSize() throws Exception {
        long tooLarge = channel.maximumTransferSize() + 1;
        try (MemoryRegion from = machine.memory().allocate(tooLarge);
                MemoryRegion to = machine.memory().allocate(tooLarge)) {
            assertEquals(Refusal.TRANSFER_TOO_LARGE.code(), channel.enqueueCopy(from, 0, to, 0, tooLarge));
            channel.copy(from, 0, to, 0, tooLarge);
        }
    }

    @Test
    @DisplayName("[REG-4] a closed region is refused on both sides")
    void shouldRefuseClosedRegions() throws Exception {
        MemoryRegion closed = machine.memory().allocate(SIZE);
        closed.close();
        assertRefused(Refusal.REGION_CLOSED, closed, 0, destination, 0, 1);
        assertRefused(Refusal.REGION_CLOSED, source, 0, closed, 0, 1);
        assertEquals(NtStatus.INVALID_HANDLE, assertThrows(NetDmaException.class, closed::buffer).status());
        closed.close();
    }

    @Test
    @DisplayName("[XFR-11] a read-only region is no destination")
    void shouldRefuseReadOnlyDestinations() throws Exception {
        try (MemoryRegion readOnly =
                machine.memory().wrap(ByteBuffer.allocateDirect(SIZE).asReadOnlyBuffer())) {
            assertRefused(Refusal.READ_ONLY_DESTINATION, source, 0, readOnly, 0, 1);
            channel.copy(readOnly, 0, destination, 0, SIZE);
        }
    }

    @Test
    void shouldRefuseRegionsThatCanNotBe() throws Exception {
        PhysicalMemory memory = machine.memory();
        for (long size : new long[] {0, -1, PhysicalMemory.MAXIMUM_REGION_SIZE + 1}) {
            NetDmaException refused = assertThrows(NetDmaException.class, () -> memory.allocate(size));
            assertEquals(NtStatus.INVALID_PARAMETER, refused.status(), refused::getMessage);
            assertTrue(refused.getMessage().replace(",", "").contains(Long.toString(size)), refused::getMessage);
        }
        assertEquals(NtStatus.INVALID_PARAMETER,
                assertThrows(NetDmaException.class, () -> memory.wrap(ByteBuffer.allocate(16))).status());
        assertEquals(NtStatus.INVALID_PARAMETER,
                assertThrows(NetDmaException.class, () -> memory.wrap(ByteBuffer.allocateDirect(0))).status());
    }

    @Test
    @DisplayName("[CHN-1] a closed channel is refused")
    void shouldRefuseAClosedChannel() throws Exception {
        channel.close();
        assertRefused(Refusal.CHANNEL_CLOSED, source, 0, destination, 0, 1);
        assertEquals(Refusal.CHANNEL_CLOSED.code(), channel.submit());
        assertEquals(Refusal.CHANNEL_CLOSED.code(), channel.poll());
    }

    @Test
    @DisplayName("[CHN-3] when no channel is free the client is told, and gets the next that is given back")
    void shouldRefuseMoreChannelsThanThereAre() throws Exception {
        List<DmaChannel> channels = new ArrayList<>();
        int free = machine.awaitProvider(ProviderBundle.MINIMAL.instanceId()).channels() - 1;
        for (int i = 0; i < free; i++) {
            channels.add(client.allocateChannel());
        }
        NetDmaException refused = assertThrows(NetDmaException.class, client::allocateChannel);
        assertEquals(NtStatus.INSUFFICIENT_RESOURCES, refused.status(), refused::getMessage);

        channels.get(0).close();
        channels.set(0, client.allocateChannel());
        channels.forEach(DmaChannel::close);
    }

    @Test
    @DisplayName("[CHN-3, CLI-1] a request that can not be met says why")
    void shouldRefuseRequestsThatCanNotBeMet() throws Exception {
        assertRefused(NtStatus.NOT_FOUND, ChannelRequest.DEFAULT.withProvider("ROOT\\NOBODY\\0000"));
        assertRefused(NtStatus.INVALID_PARAMETER, ChannelRequest.DEFAULT.withRingCapacity(0));
        assertRefused(NtStatus.INVALID_PARAMETER, ChannelRequest.DEFAULT.withRingCapacity(3));
        assertRefused(NtStatus.INVALID_PARAMETER, ChannelRequest.DEFAULT.withRingCapacity(1 << 17));
        assertThrows(NetDmaException.class, () -> machine.clients().register(""));

        machine.bundleAt(ProviderBundle.MINIMAL.jar()).stop();
        assertRefused(NtStatus.DEVICE_NOT_READY, ChannelRequest.DEFAULT);

        client.close();
        assertRefused(NtStatus.INVALID_HANDLE, ChannelRequest.DEFAULT);
    }

    private void assertRefused(NtStatus status, ChannelRequest request) {
        NetDmaException refused = assertThrows(NetDmaException.class, () -> client.allocateChannel(request));
        assertEquals(status, refused.status(), refused::getMessage);
    }
}
