// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/** An engine whose channels wait for each other. */
@DisplayName("[STO-4] an engine that serves its channels one after the other")
class SharedEngineTest {

    private static final int CHANNELS = 4;
    private static final int SIZE = 1 << 16;
    private static final ChannelRequest RING = ChannelRequest.DEFAULT.withRingCapacity(8);

    private abstract static class Shared extends CopyFixture {

        final FakeProvider provider = FakeProvider.counted();
        private final Duration timeout;

        Shared(Duration timeout) {
            super(CHANNELS * SIZE);
            this.timeout = timeout;
        }

        @Override
        final Interface openInterface() throws NetDmaException {
            return new Interface(new Settings(timeout, timeout, true, 2));
        }

        final List<DmaChannel> channels(int count) throws NetDmaException {
            provider.register(core.netDma, "0000");
            provider.registration().start(FakeProvider.attributes(count));
            List<DmaChannel> channels = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                channels.add(core.client.allocateChannel(RING));
            }
            return channels;
        }

        final CompletableFuture<Void> copy(DmaChannel channel, MemoryRegion from, int number) {
            return channel.copyAsync(from, 0, destination, (long) number * SIZE, SIZE).toCompletableFuture();
        }
    }

    private static CompletableFuture<Void> background(Executable call) {
        return Background.run(() -> {
            try {
                call.execute();
            } catch (Throwable e) {
                throw new CompletionException(e);
            }
        });
    }

    @Nested
    @DisplayName("[STO-4] and takes long for each")
    class Slow extends Shared {

        /** Shorter than three descriptors, longer than one by what a busy machine may add. */
        private static final Duration TIMEOUT = Duration.ofSeconds(3);
        private static final Duration DESCRIPTOR = Duration.ofMillis(1100);

        Slow() {
            super(TIMEOUT);
        }

        @Test
        @DisplayName("[STO-4] does not hang for those that wait, however they wait")
        void shouldNotBeTakenForHung() throws Exception {
            List<DmaChannel> channels = channels(CHANNELS);
            List<CompletableFuture<?>> ends = new ArrayList<>();
            ends.add(copy(channels.get(0), source, 0));
            ends.add(copy(channels.get(1), source, 1));
            ends.add(background(() -> channels.get(2).copy(source, 0, destination, 2 * SIZE, SIZE)));
            MemoryRegion closing = core.filled(SIZE, 1);
            ends.add(copy(channels.get(3), closing, 3));
            Interface.await(() -> channels.get(2).info().submitted() == 1);
            ends.add(background(closing::close));
            ends.add(background(channels.get(3)::close));
            CompletableFuture<Void> all = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
            for (int turn = 0; !all.isDone(); turn++) {
                LockSupport.parkNanos(DESCRIPTOR.toNanos());
                provider.channels.get(turn % CHANNELS).engine.step(1);
            }
            all.get();
            for (int i = 0; i < CHANNELS; i++) {
                assertEquals(source.buffer().limit(SIZE), destination.buffer().position(i * SIZE).limit((i + 1) * SIZE));
            }
        }
    }

    @Nested
    @DisplayName("[STO-4] all but one")
    class Unfair extends Shared {

        private static final Duration TIMEOUT = Duration.ofSeconds(2);

        Unfair() {
            super(TIMEOUT);
        }

        @Test
        @DisplayName("[STO-4] hangs for that one, once it has done for the others what would have filled its turns")
        void shouldFindTheChannelThatIsForgotten() throws Exception {
            List<DmaChannel> channels = channels(2);
            CompletableFuture<Void> forgotten = copy(channels.get(0), source, 0);
            while (!forgotten.isDone()) {
                CompletableFuture<Void> served = copy(channels.get(1), source, 1);
                while (!served.isDone()) {
                    provider.channel().engine.step(1);
                }
                served.get(60, TimeUnit.SECONDS);
            }
            ExecutionException failed = assertThrows(ExecutionException.class, forgotten::get);
            assertEquals(NtStatus.IO_TIMEOUT, ((NetDmaException) failed.getCause()).status());
            assertEquals(0, channels.get(1).info().failed());
        }

        @Test
        @DisplayName("[STO-4] and none at all hangs for each, when the time for one has passed")
        void shouldFindAnEngineThatStands() throws Exception {
            List<CompletableFuture<Void>> copies = new ArrayList<>();
            long began = System.nanoTime();
            for (DmaChannel channel : channels(CHANNELS)) {
                copies.add(copy(channel, source, copies.size()));
            }
            for (CompletableFuture<Void> copy : copies) {
                ExecutionException failed = assertThrows(ExecutionException.class, () -> copy.get(60, TimeUnit.SECONDS));
                assertEquals(NtStatus.IO_TIMEOUT, ((NetDmaException) failed.getCause()).status());
            }
            assertTrue(System.nanoTime() - began >= TIMEOUT.toNanos(), "too early");
        }
    }
}
