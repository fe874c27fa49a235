// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderAttributes;
import org.netdma.wdm.NtStatus;

/** What managed copies do about providers in low power. */
class SleepingProviderTest {

    private static final int PART = 4096;
    private static final int PARTS = 16;
    /** More than a channel's ring takes of these parts. */
    private static final int LARGE = 2 * PART * ChannelRequest.DEFAULT_RING_CAPACITY;
    private static final CopierPolicy ENGINES_ONLY = CopierPolicy.DEFAULT.withInlineBelow(0).with(WhenNoEngine.FAIL);

    private final FakeProvider first = FakeProvider.counted();
    private final FakeProvider second = FakeProvider.counted();
    private Interface core;
    private CopierFactory copiers;
    private MemoryRegion source;
    private MemoryRegion destination;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface();
        copiers = new CopierFactory(core.clients, core.memory);
        source = core.filled(PART * PARTS, 7);
        destination = core.memory.allocate(PART * PARTS);
    }

    @AfterEach
    void close() {
        copiers.close();
        core.close();
    }

    @Test
    @DisplayName("[PWR-1] [CLI-2] a provider that powers down is avoided, and used again after power up")
    void shouldAvoidASleepingProvider() throws Exception {
        start(first, "0000");
        start(second, "0001");
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY);
        down(first);
        Interface.await(() -> channelsInUse(0) == 0);
        drainUntilDone(second, copyAll(copier));
        Interface.assertSame(source, destination);
        assertEquals(PARTS, copier.statistics().byEngine());
        assertEquals(0, done(first));
        up(first);
        Interface.await(() -> { // the copier learns of it a little later
            drainUntilDone(second, copyAll(copier), first);
            return done(first) > 0;
        });
        assertEquals(0, copier.statistics().failed());
    }

    @Test
    @DisplayName("[PWR-1] [CLI-2] copies in flight end well, and what waits behind them goes elsewhere")
    void shouldMoveWhatWaitsToAnotherProvider() throws Exception {
        for (FakeProvider provider : List.of(first, second)) {
            provider.register(core.netDma, provider == first ? "0000" : "0001");
            provider.registration().start(new ProviderAttributes(1, 2, 0x8086, 2, PART, Long.MAX_VALUE));
        }
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY);
        MemoryRegion large = core.filled(LARGE, 3);
        MemoryRegion copy = core.memory.allocate(LARGE);
        CompletableFuture<Void> stage = copier.copy(large, 0, copy, 0, LARGE).toCompletableFuture();
        FakeProvider busy = first.channels.stream().anyMatch(channel -> !channel.calls.isEmpty()) ? first : second;
        FakeProvider other = busy == first ? second : first;
        CompletableFuture<NtStatus> down = Background.supply(() -> down(busy));
        Interface.await(() -> core.clients.channels().stream()
                .anyMatch(channel -> channel.state() == ChannelState.POWERED_DOWN));
        Interface.await(() -> {
            busy.channels.forEach(channel -> channel.engine.drain());
            return down.isDone();
        });
        assertEquals(NtStatus.SUCCESS, down.get());
        drainUntilDone(other, List.of(stage));
        stage.get();
        Interface.assertSame(large, copy);
        assertEquals(1, copier.statistics().retries());
    }

    @Test
    @DisplayName("[PWR-1] when the only provider sleeps a copy fails, if that is the policy, and says why")
    void shouldFailWhileTheOnlyProviderSleeps() throws Exception {
        start(first, "0000");
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY);
        down(first);
        Interface.await(() -> channelsInUse(0) == 0);
        ExecutionException thrown = assertThrows(ExecutionException.class,
                () -> copyPart(copier, 0).get(60, TimeUnit.SECONDS));
        NetDmaException reason = assertInstanceOf(NetDmaException.class, thrown.getCause());
        assertEquals(NtStatus.DEVICE_POWERED_OFF, reason.status());
        assertEquals("PWR-1", reason.rule());
    }

    @Test
    @DisplayName("[PWR-2] [CLI-2] a copy that waits is done when its provider wakes")
    void shouldWaitForPowerUp() throws Exception {
        start(first, "0000");
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY.with(WhenNoEngine.WAIT));
        down(first);
        List<CompletableFuture<Void>> stages = copyAll(copier);
        assertFalse(stages.get(0).isDone());
        up(first);
        drainUntilDone(first, stages);
        Interface.assertSame(source, destination);
        assertEquals(PARTS, copier.statistics().byEngine());
    }

    @Test
    @DisplayName("[PWR-1] [CLI-2] while the only provider sleeps the CPU copies, if that is the policy")
    void shouldFallBackToTheProcessor() throws Exception {
        start(first, "0000");
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY.with(WhenNoEngine.FALL_BACK));
        down(first);
        for (CompletableFuture<Void> stage : copyAll(copier)) {
            stage.get(60, TimeUnit.SECONDS);
        }
        Interface.assertSame(source, destination);
        assertEquals(PARTS, copier.statistics().byFallback());
    }

    @Test
    @DisplayName("[PWR-1] a copier that is opened while a provider sleeps uses it once it wakes")
    void shouldBeOpenedWhileAProviderSleeps() throws Exception {
        start(first, "0000");
        down(first);
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY.with(WhenNoEngine.WAIT));
        List<CompletableFuture<Void>> stages = copyAll(copier);
        up(first);
        drainUntilDone(first, stages);
        Interface.assertSame(source, destination);
    }

    private void start(FakeProvider provider, String instance) throws NetDmaException {
        provider.register(core.netDma, instance);
        provider.start();
    }

    private static NtStatus down(FakeProvider provider) {
        return provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
    }

    private static void up(FakeProvider provider) {
        assertEquals(NtStatus.SUCCESS,
                provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP));
    }

    private int channelsInUse(int provider) {
        return core.clients.providers().get(provider).channelsInUse();
    }

    private static long done(FakeProvider provider) {
        return provider.channels.stream().flatMap(channel -> channel.calls.stream())
                .filter(call -> call.startsWith("start") || call.startsWith("append")).count();
    }

    private List<CompletableFuture<Void>> copyAll(ManagedCopier copier) {
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            stages.add(copyPart(copier, part));
        }
        return stages;
    }

    private CompletableFuture<Void> copyPart(ManagedCopier copier, int part) {
        return copier.copy(source, (long) part * PART, destination, (long) part * PART, PART).toCompletableFuture();
    }

    private static void drainUntilDone(FakeProvider provider, List<CompletableFuture<Void>> stages,
            FakeProvider... others) {
        Interface.await(() -> {
            provider.channels.forEach(channel -> channel.engine.drain());
            for (FakeProvider other : others) {
                other.channels.forEach(channel -> channel.engine.drain());
            }
            return stages.stream().allMatch(CompletableFuture::isDone);
        });
    }
}
