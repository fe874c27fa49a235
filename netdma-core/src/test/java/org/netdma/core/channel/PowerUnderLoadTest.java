// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_DOWN;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_UP;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.EngineThread;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.TimeLimit;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.wdm.NtStatus;

/** A provider that sleeps and wakes all the time, and forgets everything whenever it sleeps, while a client copies. */
class PowerUnderLoadTest extends CopyFixture {

    private static final int SIZE = 1 << 20;
    private static final int PART = 512;
    private static final int CYCLES = 60;

    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final List<Integer> copied = new ArrayList<>();
    private final List<CompletableFuture<Void>> stages = new ArrayList<>();
    private volatile boolean asleep;
    private int next;

    PowerUnderLoadTest() {
        super(SIZE);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,1,2", "2,0,1", "2,0,2", "2,0,3"})
    @DisplayName("[PWR-1] [PWR-2] [DCA-2] power goes and comes under load: no copy is lost, no sleeping engine called")
    void shouldSleepAndWakeUnderLoad(int major, int minor, int seed) throws Exception {
        FakeProvider provider = new FakeProvider(new NetDmaVersion(major, minor), Watched::new);
        provider.flags = major == 2 ? Set.of(ProviderFlag.DCA_SUPPORTED) : Set.of();
        DmaChannel channel = core.channelOf(provider, 8);
        provider.channel().noting = false;
        Random random = new Random(seed);
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            CompletableFuture<Void> cycling = Background.run(() -> cycle(provider));
            TimeLimit limit = TimeLimit.ofALoad();
            while (!cycling.isDone()) {
                limit.check();
                load(channel, random);
            }
            cycling.get();
            Interface.await(() -> channel.submit() != Refusal.RING_FULL.code());
            channel.await(last(channel), Duration.ofSeconds(60));
            stages.forEach(PowerUnderLoadTest::assertEnded);
            assertTrue(engine.done() > CYCLES);
        }
        assertEquals(List.of(), List.copyOf(violations));
        assertTrue(channel.failure().isEmpty());
        for (int offset : copied) {
            assertEquals(source.buffer().slice(offset, PART), destination.buffer().slice(offset, PART));
        }
        assertEquals(0, channel.info().failed());
        assertEquals(channel.info().submitted(), channel.info().completed());
    }

    private static long last(DmaChannel channel) throws NetDmaException {
        Interface.await(() -> channel.freeEntries() > 0);
        long ticket = channel.enqueueNull(0);
        assertEquals(ticket, channel.submit());
        return ticket;
    }

    private void load(DmaChannel channel, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                if (stages.size() < 2_000) {
                    int length = PART * (1 + random.nextInt(300));
                    stages.add(channel.copyAsync(source, SIZE / 2, destination, SIZE / 2, length)
                            .toCompletableFuture());
                }
            }
            case 1 -> suspend(channel);
            default -> {
                if (next < SIZE / 2 && channel.enqueueCopy(source, next, destination, next, PART) > 0) {
                    copied.add(next);
                    next += PART;
                }
                legal(channel.submit());
            }
        }
    }

    private void suspend(DmaChannel channel) {
        try {
            channel.suspend();
            channel.resume();
        } catch (NetDmaException e) {
            boolean expected = e.status() == NtStatus.DEVICE_POWERED_OFF || e.status() == NtStatus.INVALID_DEVICE_STATE;
            if (!expected) {
                violations.add(e.getMessage());
            }
        }
    }

    private void legal(long answer) {
        if (Refusal.isRefusal(answer) && answer != Refusal.PROVIDER_POWERED_DOWN.code()
                && answer != Refusal.RING_FULL.code()) {
            violations.add(Refusal.of(answer).toString());
        }
    }

    private void cycle(FakeProvider provider) {
        for (int i = 0; i < CYCLES; i++) {
            assertEquals(NtStatus.SUCCESS, provider.registration().notifyPnpEvent(PROVIDER_POWER_DOWN));
            asleep = true;
            provider.channel().engine.stop(false);
            Thread.yield();
            asleep = false;
            assertEquals(NtStatus.SUCCESS, provider.registration().notifyPnpEvent(PROVIDER_POWER_UP));
        }
    }

    private static void assertEnded(CompletableFuture<Void> stage) {
        try {
            stage.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertEquals(NtStatus.DEVICE_POWERED_OFF, ((NetDmaException) e.getCause()).status());
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /** Knows whether its engine has power. */
    private final class Watched extends FakeChannel.Complete {

        Watched(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine) {
            super(parameters, handle, engine);
        }

        @Override
        public NtStatus startDma(long descriptor, int count) {
            called("StartDma");
            return super.startDma(descriptor, count);
        }

        @Override
        public NtStatus appendDma(long descriptor, int count) {
            called("AppendDma");
            return super.appendDma(descriptor, count);
        }

        @Override
        public Suspension suspendDma() {
            called("SuspendDma");
            return super.suspendDma();
        }

        @Override
        public NtStatus resumeDma() {
            called("ResumeDma");
            return super.resumeDma();
        }

        private void called(String what) {
            if (asleep) {
                violations.add(what + " without power");
            }
        }
    }
}
