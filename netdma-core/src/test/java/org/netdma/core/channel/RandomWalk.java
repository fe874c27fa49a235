// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.wdm.NtStatus;

/** A client, an engine and a driver that do anything legal, at random. */
final class RandomWalk {

    private static final int RING = 8;

    private final Interface core;
    private final FakeProvider provider;
    private final Random random;
    private final MemoryRegion source;
    private final MemoryRegion destination;
    private DmaChannel channel;
    private String last = "";

    RandomWalk(Interface core, FakeProvider provider, Random random) throws NetDmaException {
        this.core = core;
        this.provider = provider;
        this.random = random;
        source = core.filled(1 << 18, 1);
        destination = core.memory.allocate(1 << 18);
        allocate();
    }

    private void allocate() throws NetDmaException {
        channel = core.client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(RING));
    }

    private FakeChannel driver() {
        return provider.channel();
    }

    void step() throws NetDmaException {
        int choice = random.nextInt(100);
        if (channel.info().state() == ChannelState.SUSPENDED) {
            edit(choice);
        } else if (choice < 25) {
            did("copy", channel.enqueueCopy(source, 0, destination, 0, 64));
        } else if (choice < 32) {
            did("null", channel.enqueueNull(0));
        } else if (choice < 40) {
            did("gather", channel.enqueueGather(list(source), list(destination), 0));
        } else if (choice < 60) {
            did("submit", channel.submit());
        } else if (choice < 75) {
            did("engine", driver().engine.step(1 + random.nextInt(RING)));
        } else if (choice < 82) {
            did("poll", channel.poll());
        } else if (choice < 86) {
            last = "copyAsync";
            channel.copyAsync(source, 0, destination, 0, 1 + random.nextInt(1 << 18));
        } else {
            rare(choice);
        }
    }

    private void edit(int choice) throws NetDmaException {
        if (choice < 30) {
            did("insert", channel.insertCopy(source, 0, destination, 0, 64));
        } else if (choice < 50) {
            last = "cancel";
            try {
                channel.cancel(channel.poll() + 1);
            } catch (NetDmaException e) {
                assertEquals(NtStatus.INVALID_PARAMETER, e.status(), "all are processed");
            }
        } else if (choice < 60) {
            did("submit while suspended", channel.submit());
        } else if (choice < 90) {
            last = "resume";
            channel.resume();
        } else if (choice < 95) {
            last = "reset while suspended";
            channel.reset();
        } else {
            last = "abort while suspended";
            channel.abort();
            channel.reset();
        }
    }

    private void suspend() {
        last = "suspend";
        try {
            channel.suspend();
        } catch (NetDmaException e) {
            assertEquals(NtStatus.INVALID_DEVICE_STATE, e.status(), "halted");
        }
    }

    private void rare(int choice) throws NetDmaException {
        switch (choice) {
            case 86, 87 -> {
                last = "fault";
                driver().engine.faultAfter(random.nextInt(4));
            }
            case 88, 89, 90 -> {
                driver().answer = NtStatus.UNSUCCESSFUL;
                did("refused submit", channel.submit());
                driver().answer = NtStatus.SUCCESS;
            }
            case 91, 92 -> {
                last = "reset";
                channel.reset();
            }
            case 93 -> suspend();
            case 94 -> {
                last = "contextLost";
                provider.registration().contextLost();
            }
            case 95, 96 -> sleepAndWake();
            case 97 -> {
                last = "close";
                finish();
                allocate();
            }
            case 98 -> {
                last = "stop and start";
                driver().engine.drain();
                provider.registration().stop();
                assertEquals(NtStatus.SUCCESS, provider.start());
                allocate();
            }
            default -> {
                last = "tick";
                driver().handle.interruptDpc(0);
            }
        }
    }

    private void sleepAndWake() {
        last = "power down and up";
        driver().engine.drain();
        if (provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN) == NtStatus.SUCCESS) {
            assertEquals(NtStatus.SUCCESS,
                    provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP));
        }
    }

    void finish() throws NetDmaException {
        if (channel.info().state() == ChannelState.SUSPENDED) {
            channel.resume();
        }
        driver().engine.drain();
        channel.close();
    }

    /** {@return the step before, for the report of a failure} */
    String last() {
        return last;
    }

    private void did(String what, long answer) {
        last = what + " " + answer;
    }

    private static ScatterGatherList list(MemoryRegion region) {
        return ScatterGatherList.of(new Element(region, 0, 4096), new Element(region, 3 * 4096, 4096));
    }
}
