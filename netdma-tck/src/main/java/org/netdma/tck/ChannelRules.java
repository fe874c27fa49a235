// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BenchRegistration;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Device;

/** Allocation of channels. */
@Given(Premise.COPIES)
abstract class ChannelRules extends ConformanceSuite {

    @Test
    @DisplayName("[CHN-1] gives away as many channels as it said at start, each with a context of its own")
    void shouldAllocateAll(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();

        List<Channel> channels = allocateAll(registration);

        assertEquals(registration.attributes().dmaChannelCount(), channels.size(), "channels allocated");
        assertEquals(channels.size(), channels.stream().map(Channel::context).distinct().count(), "contexts");
    }

    @Test
    @DisplayName("[CHN-3] refuses with INSUFFICIENT_RESOURCES when no channel is free, and loses none by that")
    void shouldRefuseWhenExhausted(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();
        List<Channel> channels = allocateAll(registration);
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.empty(), registration.tryAllocate(Bench.ALL_PROCESSORS), "one too many");
        }
        bench.violations().assertNone("CHN-3");

        channels.forEach(Channel::free);

        assertEquals(channels.size(), allocateAll(registration).size(), "channels after all were freed");
    }

    @Test
    @DisplayName("[STO-3] a freed channel is free for the next client")
    void shouldReuseFreedChannel(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();
        List<Channel> others = allocateAll(registration);
        Channel last = others.get(others.size() - 1);
        for (int round = 0; round < 5; round++) {
            last.free();
            last = registration.tryAllocate(Bench.ALL_PROCESSORS)
                    .orElseThrow(() -> new AssertionError("a channel that was freed can not be allocated"));
        }
        Copies copies = Copies.of(bench, 1, 100);
        last.awaitDone(last.submit(copies.descriptors()));
        copies.assertCopied();
    }

    @Test
    @DisplayName("[CHN-2] reports a CPU that the client can use, for every affinity mask")
    void shouldReportCpuOfMask(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();

        assertAll(LongStream.rangeClosed(1, Bench.ALL_PROCESSORS).mapToObj(mask -> () -> {
            Channel channel = registration.tryAllocate(mask).orElseThrow();
            channel.free();
            assertTrue(channel.cpu() >= 0 && channel.cpu() < Long.SIZE && (mask >> channel.cpu() & 1) == 1,
                    () -> "for mask 0x%X it reports CPU %d".formatted(mask, channel.cpu()));
        }));
    }

    @Test
    @Needs(Ability.MESSAGE_INTERRUPTS)
    @Given(Premise.INTERRUPTS)
    @DisplayName("[CHN-2] prefers a channel whose message goes to a CPU that the client can use")
    void shouldPreferMatchingChannel(Bench bench) {
        Device device = bench.startDevice();
        Copies copies = Copies.of(bench, Long.SIZE, 8);
        long targets = device.interrupts().stream().mapToLong(one -> one.resource().targetProcessors())
                .filter(mask -> Long.bitCount(mask) == 1).reduce(0, (a, b) -> a | b);
        assumeTrue(targets != 0, "no message goes to one CPU only");

        assertAll(IntStream.range(0, Long.SIZE).filter(cpu -> (targets >> cpu & 1) == 1).mapToObj(cpu -> () -> {
            Channel channel = device.registration().tryAllocate(1L << cpu).orElseThrow();
            channel.submit(List.of(copies.get(cpu).descriptor(INTERRUPT_ON_COMPLETION)));
            assertTrue(bench.threads().awaitTrue(() -> !channel.handle().services().isEmpty()), "no interrupt");
            channel.free();
            assertEquals(1L << cpu, channel.handle().services().get(0).targetProcessors(),
                    "CPUs of the message of a channel for CPU " + cpu);
        }));
    }

    @Test
    @Needs(Ability.GROUPS)
    @DisplayName("[CHN-2] takes group affinities, revision 2, and reports a CPU of the group")
    void shouldReportCpuOfGroup(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();

        assertAll(IntStream.range(0, 3).mapToObj(group -> () -> {
            Channel channel = registration.tryAllocate(2, group, 0b1010).orElseThrow();
            channel.free();
            assertTrue(channel.cpu() == group * Long.SIZE + 1 || channel.cpu() == group * Long.SIZE + 3,
                    () -> "for CPUs 1 and 3 of group %d it reports CPU %d".formatted(group, channel.cpu()));
        }));
    }

    @Test
    @DisplayName("[CHN-5] grants a priority from 0 to the one that the client asked for, whatever that is")
    void shouldGrantPriorityAskedFor(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();

        assertAll(IntStream.of(0, 1, 2, 3, 7, 100, Integer.MAX_VALUE).mapToObj(asked -> () -> {
            Channel channel = registration.tryAllocateUrgent(asked).orElseThrow();
            Copies copies = Copies.of(bench, 2, 100);
            channel.awaitDone(channel.submit(copies.descriptors()));
            copies.assertCopied();
            channel.free();
            assertTrue(channel.priority() >= 0 && channel.priority() <= asked,
                    () -> "asked for priority %d it grants %d".formatted(asked, channel.priority()));
        }));
    }

    @Test
    @DisplayName("[CHN-4] channels work side by side, each with its own chain and completion word")
    void shouldKeepChannelsApart(Bench bench) {
        copySideBySide(bench);
    }

    static void copySideBySide(Bench bench) {
        List<Channel> channels = allocateAll(bench.startDevice().registration());
        int rounds = 8;
        Copies copies = Copies.of(bench, channels.size() * rounds, 300);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < channels.size(); i++) {
                int copy = round * channels.size() + i;
                channels.get(i).submit(copies.descriptors(copy, copy + 1));
            }
        }
        for (Channel channel : channels) {
            assertTrue(bench.threads().awaitTrue(() -> channel.progress().last() == rounds - 1),
                    () -> "a channel of %d says %s, submitted were %d".formatted(channels.size(), channel.progress(),
                            rounds));
        }
        copies.assertCopied();
    }

    @Test
    @DisplayName("[STO-3] the engine reports nothing to a channel that was freed")
    void shouldForgetFreedChannel(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();
        List<Channel> all = allocateAll(registration);
        Copies copies = Copies.of(bench, 2 * all.size(), 64);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).awaitDone(all.get(i).submit(copies.descriptors(i, i + 1)));
        }
        List<Long> words = all.stream().map(Channel::word).toList();
        all.forEach(Channel::free);

        List<Channel> next = allocateAll(registration);
        for (int i = 0; i < next.size(); i++) {
            next.get(i).awaitDone(next.get(i).submit(copies.descriptors(all.size() + i, all.size() + i + 1)));
        }

        assertEquals(words, all.stream().map(Channel::word).toList(), "completion words of freed channels");
        assertFalse(next.isEmpty());
    }

    private static List<Channel> allocateAll(BenchRegistration registration) {
        return IntStream.range(0, registration.attributes().dmaChannelCount())
                .mapToObj(i -> registration.tryAllocate(Bench.ALL_PROCESSORS)).flatMap(Optional::stream).toList();
    }
}
