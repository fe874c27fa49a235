// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.channel.RandomRequests.Request;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderAttributes;
import org.netdma.wdm.NtStatus;

/** A client that calls anything with anything, and an engine that works, fails, sleeps and goes away in between. */
final class RandomClient {

    private static final int RING = 16;
    private static final ProviderAttributes ATTRIBUTES = new ProviderAttributes(1, 0, 0, 2, 5000, Long.MAX_VALUE);

    private final Interface core;
    private final FakeProvider provider;
    private final Random random;
    private final Arena arena;
    private final RandomRequests requests;
    private final AskedCopies asked;
    private final List<DmaChannel> gone = new ArrayList<>();
    private DmaChannel channel;

    RandomClient(Interface core, Interface other, FakeProvider provider, Random random) throws NetDmaException {
        this.core = core;
        this.provider = provider;
        this.random = random;
        arena = new Arena(core, random);
        requests = new RandomRequests(random, arena, other.memory.allocate(Arena.SIZE));
        asked = new AskedCopies(arena);
        provider.register(core.netDma, "0000");
        assertEquals(NtStatus.SUCCESS, provider.registration().start(ATTRIBUTES));
        open();
    }

    private void open() throws NetDmaException {
        channel = core.client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(RING));
    }

    void step() throws NetDmaException {
        int choice = random.nextInt(100);
        if (choice < 45) {
            enqueue(choice);
        } else if (choice < 60) {
            assertAnswer(channel.submit());
        } else if (choice < 75) {
            provider.channel().engine.step(1 + random.nextInt(RING));
        } else if (choice < 85) {
            asked.check(assertAnswer(channel.poll()));
        } else if (choice < 97) {
            control(choice);
        } else {
            outside(random.nextInt(6));
        }
    }

    private void enqueue(int choice) {
        Request copy = requests.next();
        if (choice < 15) {
            accepted(copy, channel.enqueueCopy(copy.source().region(), copy.source().offset(),
                    copy.destination().region(), copy.destination().offset(), copy.length()), copy.isLegal());
        } else if (choice < 25) {
            int flags = requests.flags();
            accepted(copy, channel.enqueueCopy(copy.source().region(), copy.source().offset(),
                    copy.destination().region(), copy.destination().offset(), copy.length(), flags),
                    copy.isLegal() && ClientFlags.areLegalForCopy(flags));
        } else if (choice < 30) {
            assertAnswer(channel.enqueueNull(requests.flags()));
        } else if (choice < 37) {
            gather(copy, requests.next());
        } else if (choice < 42) {
            accepted(copy, channel.insertCopy(copy.source().region(), copy.source().offset(),
                    copy.destination().region(), copy.destination().offset(), copy.length()), copy.isLegal());
        } else {
            copyAsync(copy);
        }
    }

    private void accepted(Request copy, long answer, boolean legal) {
        if (assertAnswer(answer) >= 0) {
            assertTrue(legal, () -> "accepted: " + copy);
            asked.ticket(answer, List.of(copy.piece()));
        }
    }

    private void gather(Request one, Request two) {
        if (one.source().region() == null || one.destination().region() == null || two.source().region() == null
                || two.destination().region() == null) {
            return; // lists have no such elements
        }
        long answer = channel.enqueueGather(
                ScatterGatherList.of(new Element(one.source().region(), one.source().offset(), one.length()),
                        new Element(two.source().region(), two.source().offset(), two.length())),
                ScatterGatherList.of(new Element(one.destination().region(), one.destination().offset(), one.length()),
                        new Element(two.destination().region(), two.destination().offset(), two.length())), 0);
        if (assertAnswer(answer) >= 0) {
            assertTrue(one.isLegal() && two.isLegal(), () -> "accepted: " + one + " and " + two);
            asked.ticket(answer, List.of(one.piece(), two.piece()));
        }
    }

    private void copyAsync(Request copy) {
        CompletableFuture<Void> stage = channel.copyAsync(copy.source().region(), copy.source().offset(),
                copy.destination().region(), copy.destination().offset(), copy.length()).toCompletableFuture();
        assertNotNull(stage);
        if (!stage.isCompletedExceptionally()) {
            assertTrue(copy.isLegal(), () -> "accepted: " + copy);
            asked.stage(stage, List.of(copy.piece()));
        }
    }

    /** Only a {@link NetDmaException} is documented. */
    private void control(int choice) throws NetDmaException {
        try {
            switch (choice) {
                case 85, 86, 87 -> channel.suspend();
                case 88, 89, 90 -> channel.resume();
                case 91 -> cancel(requests.number());
                case 92 -> channel.await(requests.number(), Duration.ofMillis(random.nextInt(3) - 1));
                case 93 -> channel.await(requests.number(), Duration.ofSeconds(Long.MIN_VALUE));
                case 94 -> channel.abort();
                default -> copyRefused(requests.next());
            }
        } catch (NetDmaException e) {
            assertNotNull(e.status());
            assertTrue(e.status() != NtStatus.SUCCESS, e.getMessage());
        }
        ChannelState state = channel.info().state();
        if (state == ChannelState.HALTED || state == ChannelState.SUSPENDED && random.nextInt(4) == 0) {
            asked.check(0);
            channel.reset();
            asked.forget();
        }
    }

    private void cancel(long ticket) throws NetDmaException {
        channel.cancel(ticket);
        asked.cancelled(ticket);
    }

    /** The engine does nothing by itself, so that a legal one would wait. */
    private void copyRefused(Request copy) throws NetDmaException {
        if (!copy.isLegal()) {
            channel.copy(copy.source().region(), copy.source().offset(), copy.destination().region(),
                    copy.destination().offset(), copy.length());
            throw new AssertionError("copied: " + copy);
        }
    }

    private void outside(int choice) throws NetDmaException {
        switch (choice) {
            case 0 -> provider.channel().engine.faultAfter(random.nextInt(4));
            case 1 -> replaceRegion();
            case 2 -> replaceChannel(channel::close);
            case 3 -> replaceChannel(() -> {
                provider.registration().stop();
                assertEquals(NtStatus.SUCCESS, provider.registration().start(ATTRIBUTES));
            });
            case 4 -> sleepAndWake();
            default -> callOneThatIsGone();
        }
    }

    private boolean takesCopies() {
        ChannelState state = channel.info().state();
        return state == ChannelState.ARMED || state == ChannelState.ACTIVE;
    }

    private void settle() {
        provider.channel().engine.drain();
        arena.checkUntouched();
        asked.check(channel.poll());
    }

    private void replaceRegion() throws NetDmaException {
        if (takesCopies()) {
            settle();
            if (takesCopies()) {
                arena.replace(random.nextInt(Arena.REGIONS));
            }
        }
    }

    private void replaceChannel(Runnable end) throws NetDmaException {
        if (channel.info().state() == ChannelState.SUSPENDED) {
            channel.resume();
        }
        settle();
        end.run();
        asked.check(0);
        asked.forget();
        arena.checkUntouched();
        gone.add(channel);
        open();
    }

    private void sleepAndWake() {
        if (takesCopies()) {
            settle();
            if (provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN) == NtStatus.SUCCESS) {
                enqueue(random.nextInt(45));
                assertEquals(NtStatus.SUCCESS,
                        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP));
            }
        }
    }

    private void callOneThatIsGone() {
        if (!gone.isEmpty()) {
            DmaChannel now = channel;
            channel = gone.get(random.nextInt(gone.size()));
            Request copy = requests.next();
            assertTrue(Refusal.isRefusal(channel.enqueueCopy(copy.source().region(), copy.source().offset(),
                    copy.destination().region(), copy.destination().offset(), copy.length())));
            assertTrue(Refusal.isRefusal(channel.submit()));
            channel = now;
        }
    }

    private static long assertAnswer(long answer) {
        if (Refusal.isRefusal(answer)) {
            assertNotNull(Refusal.of(answer)); // throws when there is no such refusal
        }
        return answer;
    }

    void finish() throws NetDmaException {
        replaceChannel(channel::close);
        provider.channel().engine.drain(); // so that it closes at once
    }

    int verified() {
        return asked.verified();
    }
}
