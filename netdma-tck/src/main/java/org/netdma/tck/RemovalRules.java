// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.tck.bench.BrokenPremise.unless;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.descriptor.CompletionWord;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.Device;
import org.netdma.tck.bench.SlowCopy;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** What is left of a provider: nothing. */
@Given(Premise.LEAVES)
abstract class RemovalRules extends ConformanceSuite {

    private static final int SIZE = 200;

    @Test
    @Given(Premise.STARTS)
    @DisplayName("[PNP-10] REMOVE_DEVICE leaves no provider, FDO, interrupt or DPC behind")
    void shouldLeaveNothing(Bench bench) {
        Device device = bench.startDevice();

        device.remove();

        assertNothingLeft(bench, device);
    }

    @Test
    @Given({Premise.LEAVES, Premise.COPIES})
    @DisplayName("[PNP-10] nor after channels were used, freed and left to the interface")
    void shouldLeaveNothingAfterUse(Bench bench) {
        Device device = bench.startDevice();
        use(bench, device).free();
        use(bench, device);

        device.remove();

        assertNothingLeft(bench, device);
    }

    @Test
    @DisplayName("[PNP-10] nor of a device that was added and never started")
    void shouldLeaveNothingOfUnstarted(Bench bench) {
        bench.load();
        Device device = bench.plug();
        device.addDevice();

        device.remove();

        assertNothingLeft(bench, device);
    }

    @Test
    @DisplayName("[PNP-10] nor of a device whose start the bus driver failed")
    void shouldLeaveNothingOfFailedStart(Bench bench) {
        bench.load();
        Device device = bench.plug();
        device.addDevice();
        bench.bus().failStart(NtStatus.IO_DEVICE_ERROR);
        device.start();

        device.remove();

        assertNothingLeft(bench, device);
    }

    @Test
    @DisplayName("[PNP-10] nor of a device that was stopped before")
    void shouldLeaveNothingOfStopped(Bench bench) {
        Device device = bench.startDevice();
        device.stop();

        device.remove();

        assertNothingLeft(bench, device);
    }

    @Test
    @Given({Premise.LEAVES, Premise.COPIES})
    @DisplayName("[PNP-11] SURPRISE_REMOVAL and REMOVE_DEVICE leave nothing behind; the device object stays in between")
    void shouldLeaveNothingAfterSurprise(Bench bench) {
        Device device = bench.startDevice();
        use(bench, device);

        device.send(PnpMinorFunction.SURPRISE_REMOVAL);

        bench.violations().assertNone("PNP-11");
        assertTrue(device.hasFunctionDevice(), "the FDO is off the stack before REMOVE_DEVICE");
        device.remove();
        assertNothingLeft(bench, device);
    }

    @Test
    @Given(Premise.COPIES)
    @DisplayName("[PNP-11] what is outstanding at SURPRISE_REMOVAL ends, done or failed")
    void shouldEndOutstandingAtSurprise(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 8, SIZE);
        SlowCopy slow = SlowCopy.of(bench);
        List<Descriptor> chain = new ArrayList<>(copies.descriptors());
        chain.add(2, slow.descriptor(0));
        chain.replaceAll(descriptor -> descriptor.with(STATUS_UPDATE_ON_COMPLETION));
        channel.submit(chain);
        slow.hold().awaitEngine();
        Runnable release = slow.hold()::release;
        AtomicLong halted = new AtomicLong(CompletionWord.ARMED);
        device.registration().whileStopping(() -> {
            if (channel.progress().isHalted()) {
                halted.set(channel.word()); // the client learns that; nothing else comes any more
            } else {
                release.run(); // an engine that goes on is waited for
            }
        });

        bench.threads().releaseLater(release, () -> device.send(PnpMinorFunction.SURPRISE_REMOVAL));
        long word = halted.get() == CompletionWord.ARMED ? channel.word() : halted.get();
        boolean isCopied = slow.copy().verifyCopied().isEmpty();
        release.run();
        bench.threads().awaitShortly(() -> channel.word() != word);
        assertFalse(device.registration().isStarted(), "the provider is open after SURPRISE_REMOVAL");
        device.remove();

        bench.violations().assertNone("STO-1");
        assertEquals(word, channel.word(), () -> ("the completion word was written again at SURPRISE_REMOVAL, after the"
                + " channel was over: it was 0x%X and is 0x%X. A worker that comes late must find out that it is late")
                .formatted(word, channel.word()));
        assertEquals(isCopied, slow.copy().verifyCopied().isEmpty(), "bytes were moved after SURPRISE_REMOVAL");
    }

    @Test
    @Given(Premise.COPIES)
    @DisplayName("[PNP-10] the removal of one device leaves the driver's other devices at work")
    void shouldLeaveOtherDevicesAlone(Bench bench) {
        Device first = bench.startDevice();
        Device second = bench.plug();
        unless(second.addDevice().isSuccess() && second.start().isSuccess(), "it serves one device only: [REG-1]");
        Channel channel = second.registration().allocate();
        Copies copies = Copies.of(bench, 4, SIZE);
        channel.awaitDone(channel.submit(copies.descriptors(0, 2)));

        first.remove();

        assertTrue(second.registration().isStarted(), "the other device's provider is stopped");
        channel.awaitDone(channel.submit(copies.descriptors(2, 4)));
        copies.assertCopied();
    }

    @Test
    @Given({Premise.LEAVES, Premise.COPIES})
    @DisplayName("[PNP-10] after REMOVE_DEVICE none of the driver's code runs for the device")
    void shouldRunNothingAfterRemove(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        channel.isDoneInTime(channel.submit(Copies.of(bench, 8, SIZE).descriptors().stream()
                .map(descriptor -> descriptor.with(INTERRUPT_ON_COMPLETION)).toList())); // not so their DPCs

        device.remove();
        bench.unload();
        bench.threads().awaitTrue(() -> bench.threads().driverThreads().isEmpty());

        bench.violations().assertNone("PNP-10");
    }

    @Test
    @Given(Premise.STARTS)
    @DisplayName("[PNP-12] after Unload no thread of the driver is left")
    void shouldLeaveNoThread(Bench bench) {
        Device device = bench.startDevice();
        device.registration().allocate();
        device.remove();
        bench.unload();

        assertTrue(bench.threads().awaitTrue(() -> bench.threads().driverThreads().isEmpty()),
                () -> "left behind: " + bench.threads().driverThreads().stream().map(Thread::getName)
                        .collect(Collectors.joining(", ")));
        assertEquals(List.of(), bench.thrown(), "exceptions");
    }

    @Test
    @Given(Premise.COPIES)
    @DisplayName("[PNP-12] after Unload the driver can be loaded again, and copies")
    void shouldLoadAgain(Bench bench) {
        for (int round = 0; round < 3; round++) {
            Device device = bench.startDevice();
            use(bench, device);
            device.remove();
            bench.unload();
        }
    }

    private static Channel use(Bench bench, Device device) {
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 4, SIZE);
        channel.await(channel.submit(copies.descriptors()));
        return channel;
    }

    private static void assertNothingLeft(Bench bench, Device device) {
        assertAll(() -> assertEquals(List.of(), device.leftovers(), "of the device"),
                () -> assertEquals(List.of(), bench.leftovers(), "of the driver"));
    }
}
