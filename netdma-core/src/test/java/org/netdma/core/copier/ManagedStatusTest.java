// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderAttributes;
import org.netdma.wdm.NtStatus;

/** The managed column of the table in {@code docs/clients.md}: what copies end with that only engines may do, once. */
class ManagedStatusTest {

    private static final int SIZE = 4096;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final CopierPolicy ONCE = new CopierPolicy(WhenNoEngine.FAIL, LIMIT, 1, 0, 1, 16);
    /** Those who come later meet an engine that their copier may not have been told of. */
    private static final int LATER = 20;
    /** How often engines leave under copies: about every tenth time one came at the moment that matters. */
    private static final int DEPARTURES = 20;

    private final FakeProvider provider = new FakeProvider(NetDmaVersion.V2_0, FakeChannel.Complete::new);
    private final FakeDevice device = FakeDevice.attached("ROOT\\FAKE\\0000");
    private Interface core;
    private ManagedCopier copier;
    private CopierFactory copiers;
    private MemoryRegion source;
    private MemoryRegion destination;

    /** What happens while two copies are outstanding on one channel. */
    enum Event {
        DONE(NtStatus.SUCCESS, NtStatus.SUCCESS, NtStatus.SUCCESS) {
            @Override
            void happen(ManagedStatusTest test) {
                test.engineGoesOn();
            }
        },
        FAULT(NtStatus.IO_DEVICE_ERROR, NtStatus.SUCCESS, NtStatus.SUCCESS) {
            @Override
            void happen(ManagedStatusTest test) {
                test.engine().faultAfter(0);
                test.engineGoesOn();
            }
        },
        PULLED_AND_STOPPED(NtStatus.DEVICE_REMOVED, NtStatus.DEVICE_REMOVED, NtStatus.DEVICE_NOT_READY) {
            @Override
            void happen(ManagedStatusTest test) {
                test.device.pull();
                test.engine().stop(true);
                test.provider.registration().stop();
            }
        },
        STOP(NtStatus.SUCCESS, NtStatus.SUCCESS, NtStatus.DEVICE_NOT_READY) {
            @Override
            void happen(ManagedStatusTest test) {
                test.engineGoesOnDuring(() -> test.provider.registration().stop());
            }
        },
        POWER_DOWN(NtStatus.SUCCESS, NtStatus.SUCCESS, NtStatus.DEVICE_POWERED_OFF) {
            @Override
            void happen(ManagedStatusTest test) {
                test.engineGoesOnDuring(() -> test.provider.registration()
                        .notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN));
            }
        },
        CLOSE(NtStatus.SUCCESS, NtStatus.SUCCESS, NtStatus.INVALID_HANDLE) {
            @Override
            void happen(ManagedStatusTest test) {
                test.engineGoesOnDuring(test.copier::close);
            }
        },
        REFUSING_DRIVER(NtStatus.SUCCESS, NtStatus.SUCCESS, NtStatus.UNSUCCESSFUL) {
            @Override
            void happen(ManagedStatusTest test) {
                test.engineGoesOn();
                test.provider.channel().answer = NtStatus.INSUFFICIENT_RESOURCES;
            }
        };

        private final NtStatus first;
        private final NtStatus behind;
        private final NtStatus later;

        Event(NtStatus first, NtStatus behind, NtStatus later) {
            this.first = first;
            this.behind = behind;
            this.later = later;
        }

        abstract void happen(ManagedStatusTest test);
    }

    private void open(boolean impatient) throws NetDmaException {
        core = impatient ? Interface.impatient(SHORT.toMillis()) : new Interface();
        source = core.filled(SIZE, 1);
        destination = core.memory.allocate(2 * SIZE);
        provider.register(core.netDma, device);
        provider.registration().start(new ProviderAttributes(1, 0, 0, 1, SIZE, Long.MAX_VALUE));
        copiers = new CopierFactory(core.clients, core.memory);
        copier = copiers.open("test", ONCE);
    }

    @AfterEach
    void close() {
        provider.channel().answer = NtStatus.SUCCESS;
        engineGoesOnDuring(() -> {
            copiers.close();
            core.close();
        });
    }

    private FakeEngine engine() {
        return provider.channel().engine;
    }

    private void engineGoesOn() {
        engine().drain();
    }

    private void engineGoesOnDuring(Runnable call) {
        awaitEnd(Background.run(call));
    }

    private <T> T awaitEnd(CompletableFuture<T> end) {
        Interface.await(() -> {
            engineGoesOn();
            return end.isDone();
        });
        return end.join();
    }

    private CompletableFuture<NtStatus> copy(int part) {
        CompletionStage<Void> stage = copier.copy(source, 0, destination, (long) part * SIZE, SIZE);
        return stage.toCompletableFuture().handle((done, failed) -> failed == null ? NtStatus.SUCCESS
                : ((NetDmaException) failed).status());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[XFR-7] [STO-1] [PWR-1] [CLI-2] an event has one status for managed copies: the first, behind it, later")
    void shouldHaveOneStatus(Event event) throws Exception {
        open(false);
        CompletableFuture<NtStatus> first = copy(0);
        CompletableFuture<NtStatus> behind = copy(1);
        event.happen(this);
        assertEquals(event.first, awaitEnd(first), "the first one");
        assertEquals(event.behind, awaitEnd(behind), "the one behind it");
        for (int i = 0; i < LATER; i++) {
            assertEquals(event.later, awaitEnd(copy(0)), "one that comes later");
        }
    }

    static Stream<Event> departures() {
        return Stream.generate(() -> List.of(Event.STOP, Event.POWER_DOWN)).limit(DEPARTURES).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("departures")
    @DisplayName("[STO-1] [PWR-1] [CLI-2] one that comes while its engine leaves is told what those after it are told")
    void shouldHaveThatStatusWhileTheEngineLeaves(Event event) throws Exception {
        open(false);
        CompletableFuture<NtStatus> outstanding = copy(0);
        CompletableFuture<Void> leaving = Background.run(() -> event.happen(this));
        while (!leaving.isDone()) {
            NtStatus status = awaitEnd(copy(1));
            if (status != NtStatus.SUCCESS) {
                assertEquals(event.later, status);
            }
        }
        assertEquals(NtStatus.SUCCESS, awaitEnd(outstanding));
        assertEquals(event.later, awaitEnd(copy(1)));
    }

    @Test
    @DisplayName("[STO-4] [CLI-2] copies of an engine that makes no progress end with IO_TIMEOUT")
    void shouldTimeOut() throws Exception {
        open(true);
        CompletableFuture<NtStatus> first = copy(0);
        CompletableFuture<NtStatus> behind = copy(1);
        Interface.await(() -> first.isDone() && behind.isDone());
        assertEquals(NtStatus.IO_TIMEOUT, first.join());
        assertEquals(NtStatus.IO_TIMEOUT, behind.join());
    }
}
