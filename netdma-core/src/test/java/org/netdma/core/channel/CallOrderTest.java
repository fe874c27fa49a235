// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.wdm.NtStatus;

/**
 * Whatever clients, engines and drivers do, the interface keeps its own promises to the driver: the order of calls, and
 * chains that are whole. To repeat a failure, use its seed.
 */
class CallOrderTest {

    private static final int STEPS = 2500;
    private static final int RING = 8;

    private final List<String> violations = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"1, 0, false", "1, 1, false", "2, 0, false", "2, 0, true"})
    @DisplayName("[XFR-1] [XFR-3] [XFR-4] [XFR-6] [STO-3] StartDma first, chains linked as agreed, nothing after free")
    void shouldKeepTheOrderOfCalls(int major, int minor, boolean dca) throws NetDmaException {
        long seed = System.nanoTime();
        NetDmaVersion version = new NetDmaVersion(major, minor);
        try (Interface core = new Interface()) {
            FakeProvider[] made = new FakeProvider[1];
            made[0] = new FakeProvider(version, (parameters, handle, engine) -> new Watching(parameters, handle, engine,
                    made[0].registration().busMemory(), version.isAtLeast(NetDmaVersion.V2_0)));
            made[0].flags = dca ? Set.of(ProviderFlag.DCA_SUPPORTED) : Set.of();
            made[0].register(core.netDma, "0000");
            made[0].start();
            Walk walk = new Walk(core, made[0], new Random(seed));
            for (int step = 0; step < STEPS; step++) {
                walk.step();
                assertEquals(List.of(), violations, "seed %d, step %d: %s".formatted(seed, step, walk.last));
            }
            walk.finish();
            assertEquals(List.of(), violations, "seed " + seed);
            for (FakeChannel channel : made[0].channels) {
                assertFalse(channel.calls.stream().anyMatch(call -> call.startsWith("AFTER FREE")), "seed " + seed);
                assertEquals("free", channel.calls.get(channel.calls.size() - 1), "seed " + seed);
            }
        }
    }

    /** A client, an engine and a driver that do anything legal, at random. */
    private static final class Walk {

        private final Interface core;
        private final FakeProvider provider;
        private final Random random;
        private final MemoryRegion source;
        private final MemoryRegion destination;
        private DmaChannel channel;
        private String last = "";

        Walk(Interface core, FakeProvider provider, Random random) throws NetDmaException {
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

        private void did(String what, long answer) {
            last = what + " " + answer;
        }

        private static ScatterGatherList list(MemoryRegion region) {
            return ScatterGatherList.of(new Element(region, 0, 4096), new Element(region, 3 * 4096, 4096));
        }
    }

    /** A driver's channel that looks at each call, and at the chain that comes with it. */
    private final class Watching extends FakeChannel.Complete {

        private final BusMemory memory;
        private final boolean counted;
        private boolean started;
        private boolean suspended;
        private long lastSubmitted;

        Watching(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine, BusMemory memory,
                boolean counted) {
            super(parameters, handle, engine);
            this.memory = memory;
            this.counted = counted;
        }

        @Override
        public NtStatus startDma(long descriptor, int count) {
            require(!suspended, "StartDma while suspended");
            long end = walk(descriptor, count);
            NtStatus status = super.startDma(descriptor, count);
            if (status == NtStatus.SUCCESS) {
                started = true;
                lastSubmitted = end;
            }
            return status;
        }

        @Override
        public NtStatus appendDma(long descriptor, int count) {
            require(started, "AppendDma before StartDma");
            require(!suspended, "AppendDma while suspended");
            require(link(lastSubmitted) == descriptor, "the last descriptor is not linked to the new one");
            long end = walk(descriptor, count);
            NtStatus status = super.appendDma(descriptor, count);
            require(status == answer, "AppendDma on an engine that stands still");
            if (status == NtStatus.SUCCESS) {
                lastSubmitted = end;
            }
            return status;
        }

        /** {@return the last descriptor of a chain, after a look at all of them} */
        private long walk(long descriptor, int count) {
            require(count >= 1, "%d descriptors".formatted(count));
            long at = descriptor;
            for (int left = count; left > 1; left--) {
                require(DescriptorLayout.isAligned(at), "a descriptor at 0x%X".formatted(at));
                at = link(at);
                require(at != 0, "a chain that ends too early");
            }
            require(counted == (link(at) != 0), counted ? "a null link" : "a chain that does not end");
            return at;
        }

        private long link(long descriptor) {
            BusWindow ring = memory.window(descriptor);
            return ring.bytes().getLong((int) (descriptor - ring.start()) + DescriptorLayout.NEXT_DESCRIPTOR);
        }

        private void require(boolean kept, String otherwise) {
            if (!kept) {
                violations.add(otherwise);
            }
        }

        @Override
        public Suspension suspendDma() {
            require(!suspended, "SuspendDma twice");
            Suspension outcome = super.suspendDma();
            suspended = outcome.status() == NtStatus.SUCCESS;
            return outcome;
        }

        @Override
        public NtStatus resumeDma() {
            require(suspended, "ResumeDma without SuspendDma");
            suspended = false;
            return super.resumeDma();
        }

        @Override
        public NtStatus resetChannel() {
            started = false;
            suspended = false;
            return super.resetChannel();
        }

        @Override
        public NtStatus abortDma() {
            started = false;
            suspended = false;
            return super.abortDma();
        }

        @Override
        public void freeDmaChannel() {
            require(!suspended, "FreeDmaChannel while suspended");
            super.freeDmaChannel();
        }
    }
}
