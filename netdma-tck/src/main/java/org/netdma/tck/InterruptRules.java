// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.tck.bench.BrokenPremise.unless;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.provider.spi.MessageInterruptProvider;
import org.netdma.provider.spi.MessageInterruptProvider.ChannelAffinity;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BenchInterrupt;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.Device;
import org.netdma.tck.bench.Interruption;
import org.netdma.tck.bench.SlowCopy;
import org.netdma.tck.bench.Submission;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.resource.AffinityPolicy;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptRequirement;

/** Interrupt, service routine, deferred procedure call. */
@Needs(Ability.INTERRUPTS)
@Given(Premise.INTERRUPTS)
abstract class InterruptRules extends ConformanceSuite {

    private static final int SIZE = 100;

    @Test
    @Given(Premise.COPIES)
    @DisplayName("[INT-1] interrupts after a descriptor that asks for it")
    void shouldInterrupt(Bench bench) {
        Channel channel = channel(bench);

        channel.submitAsIs(Copies.of(bench, 1, SIZE).descriptors().stream().map(InterruptRules::interrupting).toList());

        assertTrue(bench.threads().awaitTrue(() -> !channel.handle().interruptions().isEmpty()),
                "interruptDpc is not called");
    }

    @Test
    @DisplayName("[INT-3] the DPC tells the last completed descriptor, or one after it that is done by then")
    void shouldTellLastCompleted(Bench bench) {
        Channel channel = channel(bench);
        for (int i = 0; i < 5; i++) {
            long last = channel.ring().address(submitTwo(bench, channel).last());
            assertTrue(bench.threads().awaitTrue(() -> newest(channel) == last), () -> "told to interruptDpc was"
                    + " %s, the last completed is 0x%X".formatted(channel.handle().interruptions(), last));
        }
    }

    /** Submits two copies, the second of which interrupts. */
    private static Submission submitTwo(Bench bench, Channel channel) {
        Copies copies = Copies.of(bench, 2, SIZE);
        return channel.submitAsIs(List.of(copies.get(0).descriptor(0), interrupting(copies.get(1).descriptor(0))));
    }

    /** {@return the address that interruptDpc was told last; -1 when it was not called} */
    private static long newest(Channel channel) {
        List<Interruption> told = channel.handle().interruptions();
        return told.isEmpty() ? -1 : told.get(told.size() - 1).descriptor();
    }

    @Test
    @DisplayName("[INT-2] the service routine tells isr the last completed descriptor")
    void shouldTellIsrLastCompleted(Bench bench) {
        Channel channel = channel(bench);
        for (int i = 0; i < 5; i++) {
            long last = channel.ring().address(submitTwo(bench, channel).last());
            unless(bench.threads().awaitTrue(() -> newest(channel) == last), "interruptDpc is not told of it");

            assertTrue(channel.handle().isrDescriptors().contains(last), () -> "told to isr was %s, the last completed"
                    .formatted(channel.handle().isrDescriptors()) + " is 0x%X".formatted(last));
        }
    }

    @Test
    @DisplayName("[INT-1] interrupts again and again: the end of a long row of chains is always told")
    void shouldNotLoseInterrupts(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 300, 16);
        Submission last = null;
        for (int i = 0; i < 300; i += 3) {
            List<Descriptor> chain = new ArrayList<>(copies.descriptors(i, i + 3));
            chain.set(2, interrupting(chain.get(2)));
            last = channel.submit(chain);
        }
        unless(channel.isDoneInTime(last), "the row of chains is not done: another test says so");

        long end = channel.ring().address(channel.ring().end() - 1);
        assertTrue(bench.threads().awaitTrue(() -> channel.handle().interruptions().stream()
                .anyMatch(told -> told.descriptor() == end)), "the last of 100 interrupts is lost");
        copies.assertCopied();
    }

    @Test
    @DisplayName("[INT-1] interrupts not before the bytes are there")
    void shouldNotInterruptEarly(Bench bench) {
        Channel channel = channel(bench);
        SlowCopy slow = SlowCopy.of(bench);

        channel.submitAsIs(List.of(interrupting(slow.descriptor(0))));

        boolean isHeld = slow.hold().awaitEngine();
        bench.awaitDpcs();
        int early = channel.handle().interruptions().size();
        slow.hold().release();
        bench.threads().awaitTrue(() -> !channel.handle().interruptions().isEmpty());
        assertTrue(!isHeld || early == 0, "interrupted, though the source is not read yet");
    }

    @Test
    @DisplayName("[INT-2] queues the DPC to the CPU that isr says")
    void shouldQueueDpcToCpu(Bench bench) {
        Channel channel = channel(bench);
        for (int cpu : new int[] {3, 1, 2, 0, 3}) {
            int calls = channel.handle().interruptions().size();
            channel.handle().setNextCpu(cpu);
            channel.submitAsIs(List.of(interrupting(Copies.of(bench, 1, SIZE).get(0).descriptor(0))));
            bench.threads().awaitTrue(() -> channel.handle().interruptions().size() > calls);

            List<Interruption> all = channel.handle().interruptions();
            unless(all.get(all.size() - 1).cpu().isPresent(), "it is called outside a DPC");
            assertEquals(OptionalInt.of(cpu), all.get(all.size() - 1).cpu(), "CPU of the DPC");
        }
    }

    @Test
    @DisplayName("[INT-2] calls isr in the service routine, with a descriptor that was submitted")
    void shouldCallIsrInServiceRoutine(Bench bench) {
        interruptOnce(bench);

        bench.violations().assertNone("INT-2");
    }

    @Test
    @DisplayName("[INT-3] calls interruptDpc in a DPC")
    void shouldCallInterruptDpcInDpc(Bench bench) {
        interruptOnce(bench);

        bench.violations().assertNone("INT-3");
    }

    private static void interruptOnce(Bench bench) {
        Channel channel = channel(bench);
        channel.submitAsIs(List.of(interrupting(Copies.of(bench, 1, SIZE).get(0).descriptor(0))));
        bench.threads().awaitTrue(() -> !channel.handle().interruptions().isEmpty());
    }

    @Test
    @Given({Premise.HALTS, Premise.INTERRUPTS})
    @DisplayName("[INT-3] the DPC tells address 0 when the channel halts on an error")
    void shouldTellErrors(Bench bench) {
        Channel channel = channel(bench);
        Descriptor whole = interrupting(Copies.of(bench, 1, SIZE).get(0).descriptor(channel.reporting()));

        channel.submitAsIs(List.of(whole.with(0), new Descriptor(whole.size(), whole.flags(),
                bench.memory().unmapped(), whole.destination(), 0, 0)));

        assertTrue(bench.threads().awaitTrue(
                () -> channel.handle().interruptions().stream().anyMatch(told -> told.descriptor() == 0)),
                () -> "told was " + channel.handle().interruptions());
    }

    @Test
    @Needs(Ability.MESSAGE_INTERRUPTS)
    @DisplayName("[INT-4] asks for each channel's message to go to the CPU that the interface said")
    void shouldTargetMessages(Bench bench) {
        Device device = bench.startDevice();
        unless(device.registration().provider() instanceof MessageInterruptProvider, "it was not told: [REG-6]");
        List<InterruptRequirement> messages = device.filter(device.requirements()).requirements().stream()
                .filter(InterruptRequirement.class::isInstance).map(InterruptRequirement.class::cast)
                .filter(interrupt -> interrupt.kind() == InterruptKind.MESSAGE).toList();
        List<Long> wanted = new ArrayList<>(device.registration().affinities().stream().map(ChannelAffinity::cpu)
                .map(cpu -> 1L << cpu).toList());
        assumeTrue(messages.size() >= wanted.size(), "several channels share a message");

        messages.stream().filter(message -> message.policy() == AffinityPolicy.SPECIFIED_PROCESSORS)
                .forEach(message -> wanted.remove(message.targetProcessors()));

        assertEquals(List.of(), wanted, () -> "CPU masks that no message was asked for; asked was " + messages);
    }

    @Test
    @Needs(Ability.LINE_INTERRUPT)
    @DisplayName("[INT-4] the line's service routine says whose it was: its own device's, or another's")
    void shouldPassOnForeignInterrupt(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        channel.awaitDone(channel.submit(Copies.of(bench, 1, SIZE).descriptors()));

        assertAll(device.interrupts().stream().filter(one -> one.resource().kind() == InterruptKind.LINE)
                .map(line -> () -> assertFalse(line.service(), "it claims an interrupt that it did not raise")));
        assertEquals(List.of(), channel.handle().interruptions(), "the channel was told of another device's interrupt");
        channel.submitAsIs(List.of(interrupting(Copies.of(bench, 1, SIZE).get(0).descriptor(0))));
        bench.threads().awaitTrue(() -> !channel.handle().interruptions().isEmpty());
        device.stop(); // after it no service routine runs any more
        bench.violations().assertNone("INT-4");
    }

    @Test
    @DisplayName("[INT-4] disconnects its interrupts while handling STOP_DEVICE, and connects those of the next start")
    void shouldReconnectOverRestart(Bench bench) {
        Device device = bench.startDevice();
        int connected = device.interrupts().size();
        for (int round = 0; round < 3; round++) {
            device.stop();
            assertEquals(List.of(), device.interrupts().stream().map(BenchInterrupt::resource).toList(),
                    "connected after STOP_DEVICE");
            device.start();
            unless(device.registration().isStarted(), "the provider does not start again");
            assertEquals(connected, device.interrupts().size(), "interrupts connected after START_DEVICE");
        }
        bench.violations().assertNone("INT-4");
    }

    @Test
    @Given(Premise.LEAVES)
    @DisplayName("[INT-4] START_DEVICE fails, and starts no provider, when an interrupt can not be connected")
    void shouldNotStartWithoutInterrupts(Bench bench) {
        int needed = bench.startDevice().interrupts().size();
        assumeTrue(needed > 0, "it connects no interrupts");
        for (int granted : new int[] {0, needed - 1}) {
            Device device = bench.plug();
            unless(device.addDevice().isSuccess(), "it serves one device only: [REG-1]");
            bench.interruptSupply().limit(granted);

            NtStatus status = device.start();

            bench.interruptSupply().replenish();
            assertFalse(status.isSuccess(), "START_DEVICE with %d of %d interrupts".formatted(granted, needed));
            assertFalse(device.registration().isStarted(), "the provider is started");
            device.remove();
            assertEquals(List.of(), device.leftovers(), "left of the device");
        }
    }

    private static Descriptor interrupting(Descriptor descriptor) {
        return descriptor.with(INTERRUPT_ON_COMPLETION);
    }

    private static Channel channel(Bench bench) {
        return bench.startDevice().registration().allocate();
    }
}
