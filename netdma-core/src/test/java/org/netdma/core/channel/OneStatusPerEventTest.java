// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderAttributes;
import org.netdma.wdm.NtStatus;

/** The table of {@code docs/clients.md}: an event has one status, whatever way its clients wait. */
class OneStatusPerEventTest {

    private static final int SIZE = 4096;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final FakeProvider provider =
            new FakeProvider(NetDmaVersion.V2_0, FakeChannel.Complete::new);
    private final FakeDevice device = FakeDevice.attached("ROOT\\FAKE\\0000");
    private Interface core;
    private DmaChannel channel;
    private MemoryRegion source;
    private MemoryRegion destination;

    /** How a client waits for a copy. */
    enum Way {
        AWAIT, POLL, COPY, COPY_ASYNC;

        NtStatus end(DmaChannel channel, MemoryRegion source, MemoryRegion destination) {
            try {
                switch (this) {
                    case AWAIT -> {
                        long ticket = channel.enqueueCopy(source, 0, destination, 0, SIZE);
                        channel.submit();
                        channel.await(ticket, LIMIT);
                    }
                    case POLL -> {
                        long ticket = channel.enqueueCopy(source, 0, destination, 0, SIZE);
                        channel.submit();
                        while (channel.isPending(ticket)) {
                            Thread.onSpinWait();
                        }
                        channel.requireDone(ticket);
                    }
                    case COPY -> channel.copy(source, 0, destination, 0, SIZE);
                    case COPY_ASYNC -> {
                        return channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture()
                                .handle((done, failed) -> failed == null ? NtStatus.SUCCESS
                                        : ((NetDmaException) failed).status())
                                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
                    }
                }
                return NtStatus.SUCCESS;
            } catch (NetDmaException e) {
                return e.status();
            }
        }
    }

    /** What ends an outstanding copy. */
    enum Event {
        DONE(NtStatus.SUCCESS) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.engineGoesOn();
            }
        },
        FAULT(NtStatus.IO_DEVICE_ERROR) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.provider.channel().engine.faultAfter(1); // the null transfer before it is whole
                test.engineGoesOn();
            }
        },
        FAULT_BEFORE(NtStatus.CANCELLED) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.provider.channel().engine.faultAfter(0);
                test.engineGoesOn();
            }
        },
        NO_PROGRESS(NtStatus.IO_TIMEOUT) {
            @Override
            void happen(OneStatusPerEventTest test) {
                // the watchdog finds out
            }
        },
        PULLED(NtStatus.DEVICE_REMOVED) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.device.pull();
                test.provider.channel().engine.stop(true); // the engine halts before its driver stops the provider
            }
        },
        PULLED_AND_STOPPED(NtStatus.DEVICE_REMOVED) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.device.pull();
                test.provider.channel().engine.stop(true);
                test.provider.registration().stop();
            }
        },
        ABORT(NtStatus.CANCELLED) {
            @Override
            void happen(OneStatusPerEventTest test) throws NetDmaException {
                test.channel.abort();
            }
        },
        RESET(NtStatus.CANCELLED) {
            @Override
            void happen(OneStatusPerEventTest test) throws NetDmaException {
                test.channel.reset();
            }
        },
        STOP(NtStatus.SUCCESS) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.engineGoesOnDuring(() -> test.provider.registration().stop());
            }
        },
        POWER_DOWN(NtStatus.SUCCESS) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.engineGoesOnDuring(() -> test.provider.registration()
                        .notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN));
            }
        },
        CLOSE(NtStatus.SUCCESS) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.engineGoesOnDuring(() -> test.core.client.close());
            }
        };

        private final NtStatus status;

        Event(NtStatus status) {
            this.status = status;
        }

        abstract void happen(OneStatusPerEventTest test) throws NetDmaException;
    }

    /** What a copy meets that comes after it. */
    enum Before {
        FAULT(NtStatus.CANCELLED) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.provider.channel().engine.faultAfter(0);
                test.engineGoesOn();
            }
        },
        PULLED(NtStatus.DEVICE_REMOVED) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.device.pull();
                test.provider.channel().engine.stop(true);
            }
        },
        STOP(NtStatus.DEVICE_REMOVED) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.engineGoesOnDuring(() -> test.provider.registration().stop());
            }
        },
        POWER_DOWN(NtStatus.DEVICE_POWERED_OFF) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.engineGoesOnDuring(() -> test.provider.registration()
                        .notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN));
            }
        },
        CLOSE(NtStatus.INVALID_HANDLE) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.engineGoesOnDuring(() -> test.core.client.close());
            }
        },
        REFUSING_DRIVER(NtStatus.UNSUCCESSFUL) {
            @Override
            void happen(OneStatusPerEventTest test) {
                test.engineGoesOn();
                test.provider.channel().answer = NtStatus.INSUFFICIENT_RESOURCES;
            }
        };

        private final NtStatus status;

        Before(NtStatus status) {
            this.status = status;
        }

        abstract void happen(OneStatusPerEventTest test);
    }

    static Stream<Arguments> events() {
        return Arrays.stream(Event.values())
                .flatMap(event -> Arrays.stream(Way.values()).map(way -> arguments(event, way)));
    }

    static Stream<Arguments> before() {
        return Arrays.stream(Before.values())
                .flatMap(event -> Arrays.stream(Way.values()).map(way -> arguments(event, way)));
    }

    private void open(boolean impatient) throws NetDmaException {
        core = impatient ? Interface.impatient(SHORT.toMillis()) : new Interface();
        source = core.filled(SIZE, 1);
        destination = core.memory.allocate(SIZE);
        provider.register(core.netDma, device);
        provider.registration().start(new ProviderAttributes(1, 0, 0, 1, SIZE, Long.MAX_VALUE));
        channel = core.client.allocateChannel(ChannelRequest.DEFAULT);
    }

    @AfterEach
    void close() {
        provider.channel().answer = NtStatus.SUCCESS;
        engineGoesOn();
        core.close();
    }

    private void engineGoesOn() {
        provider.channel().engine.drain();
    }

    private void engineGoesOnDuring(Runnable call) {
        CompletableFuture<Void> end = Background.run(call);
        Interface.await(() -> {
            engineGoesOn();
            return end.isDone();
        });
        end.join();
    }

    private void submitNull() {
        channel.enqueueNull(0);
        channel.submit();
    }

    @ParameterizedTest
    @MethodSource("events")
    @DisplayName("[XFR-7] [STO-1] [STO-4] [PWR-1] what ends an outstanding copy has one status")
    void shouldEndAnOutstandingCopy(Event event, Way way) throws Exception {
        open(event == Event.NO_PROGRESS);
        submitNull();
        CompletableFuture<NtStatus> end = Background.supply(() -> way.end(channel, source, destination));
        Interface.await(() -> channel.info().submitted() == 2);
        event.happen(this);
        Interface.await(() -> {
            if (event != Event.NO_PROGRESS) {
                engineGoesOn(); // the driver may not have had the submission before
            }
            return end.isDone();
        });
        assertEquals(event.status, end.join());
    }

    @ParameterizedTest
    @MethodSource("before")
    @DisplayName("[XFR-7] [STO-1] [PWR-1] [XFR-1] what keeps a copy from being submitted has one status")
    void shouldRefuseACopyThatComesLater(Before event, Way way) throws Exception {
        open(false);
        submitNull();
        event.happen(this);
        assertEquals(event.status, Background.supply(() -> way.end(channel, source, destination))
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS));
    }
}
