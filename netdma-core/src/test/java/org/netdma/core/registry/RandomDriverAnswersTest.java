// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.RandomRuns;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.ProviderRegistration;
import org.netdma.wdm.NtStatus;

/**
 * Whatever a driver says of itself and answers, or throws: it is refused with a status, nobody but itself suffers, and
 * the next driver works.
 */
class RandomDriverAnswersTest {

    private static final int RUNS = 60;
    private static final int STEPS = 40;
    private static final String INSTANCE = "ROOT\\WRONG\\0000";
    private static final long PATIENCE_MILLIS = 30;

    @Test
    @DisplayName("[REG-3] [REG-9] [STA-2] [CHN-3] [STO-4] random answers of a driver are refused, the next one works")
    void shouldOutliveAnyDriver() {
        RandomRuns.check(RUNS, random -> {
            try (Interface core = Interface.impatient(PATIENCE_MILLIS)) {
                RandomDriver driver = new RandomDriver(random);
                ProviderRegistration registration = register(core, driver, random);
                if (registration != null) {
                    misuse(core, driver, registration, random);
                    registration.stop();
                    registration.deregister();
                }
                assertTrue(core.clients.providers().isEmpty(), "left behind: " + core.clients.providers());
                assertTrue(core.clients.channels().isEmpty(), "left behind: " + core.clients.channels());
                core.bePatient();
                copyWithTheNext(core);
                core.beImpatient(PATIENCE_MILLIS); // again, with what the wrong driver left
            }
        });
    }

    private static ProviderRegistration register(Interface core, RandomDriver driver, Random random) {
        NetDmaVersion version = random.nextInt(9) == 0 ? null
                : random.nextInt(4) > 0 ? NetDmaVersion.V2_0 : new NetDmaVersion(random.nextInt(4), random.nextInt(3));
        Set<ProviderFlag> flags = random.nextInt(9) == 0 ? null
                : random.nextInt(3) > 0 ? Set.of() : Set.of(ProviderFlag.values());
        FakeDevice device = random.nextInt(9) == 0 ? null
                : random.nextInt(9) == 0 ? FakeDevice.bare(INSTANCE) : FakeDevice.attached(INSTANCE);
        int channels = random.nextInt(6) == 0 ? random.nextInt() : 1 + random.nextInt(4);
        String name = random.nextInt(6) > 0 ? "Wrong engine" : random.nextBoolean() ? null : " ";
        try {
            return core.netDma.registerProvider(random.nextInt(20) == 0 ? null : driver,
                    new ProviderCharacteristics(version, flags, device, channels, name));
        } catch (NetDmaException e) {
            assertTrue(e.status() != NtStatus.SUCCESS, e.getMessage());
            return null;
        }
    }

    private static void misuse(Interface core, RandomDriver driver, ProviderRegistration registration, Random random)
            throws NetDmaException {
        MemoryRegion region = core.memory.allocate(1 << 14);
        DmaChannel channel = null;
        for (int step = 0; step < STEPS; step++) {
            try {
                switch (random.nextInt(12)) {
                    case 0, 1 -> assertNotNull(registration.start(attributes(random)));
                    case 2 -> assertNotNull(registration.notifyPnpEvent(random.nextInt(9) == 0 ? null
                            : PnpNotificationCode.values()[random.nextInt(PnpNotificationCode.values().length)]));
                    case 3, 4 -> channel = core.client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(16));
                    case 5 -> driver.interrupt();
                    default -> {
                        if (channel != null) {
                            use(channel, region, random);
                        }
                    }
                }
            } catch (NetDmaException e) {
                assertTrue(e.status() != NtStatus.SUCCESS, e.getMessage());
            }
        }
    }

    private static void use(DmaChannel channel, MemoryRegion region, Random random) throws NetDmaException {
        switch (random.nextInt(8)) {
            case 0, 1 -> channel.enqueueCopy(region, 0, region, 8192, 1 + random.nextInt(4096));
            case 2 -> channel.submit();
            case 3 -> channel.poll();
            case 4 -> channel.copyAsync(region, 0, region, 8192, 1 + random.nextInt(8192));
            case 5 -> channel.suspend();
            case 6 -> channel.resume();
            default -> {
                if (random.nextInt(3) == 0) {
                    channel.close();
                } else {
                    channel.reset();
                }
            }
        }
    }

    private static ProviderAttributes attributes(Random random) {
        if (random.nextInt(10) == 0) {
            return null;
        }
        if (random.nextInt(3) > 0) {
            return FakeProvider.attributes(1);
        }
        return new ProviderAttributes(random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(6) - 1,
                random.nextBoolean() ? random.nextLong() : 4096, random.nextBoolean() ? random.nextLong() : 1 << 20);
    }

    private static void copyWithTheNext(Interface core) throws NetDmaException {
        FakeProvider next = FakeProvider.counted();
        try (DmaChannel channel = core.channelOf(next, 16)) {
            MemoryRegion source = core.filled(4096, 1);
            MemoryRegion destination = core.memory.allocate(4096);
            channel.enqueueCopy(source, 0, destination, 0, 4096);
            long ticket = channel.submit();
            next.channel().engine.drain();
            assertEquals(ticket, channel.poll());
            Interface.assertSame(source, destination);
        }
    }
}
