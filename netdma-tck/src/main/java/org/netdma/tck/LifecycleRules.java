// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.tck.bench.BrokenPremise.unless;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BenchRegistration;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.Device;
import org.netdma.tck.bench.Hold;
import org.netdma.tck.bench.SlowCopy;
import org.netdma.tck.bench.Submission;
import org.netdma.wdm.NtStatus;

/** ProviderStart and ProviderStop. */
@Given(Premise.COPIES)
abstract class LifecycleRules extends ConformanceSuite {

    @Test
    @Given(Premise.NONE)
    @DisplayName("[STA-2] starts the provider with legal attributes")
    void shouldStartWithLegalAttributes(Bench bench) {
        added(bench).start();

        bench.violations().assertNone("STA-2");
    }

    @Test
    @Given(Premise.NONE)
    @DisplayName("[STA-3] START_DEVICE succeeds, and starts the provider")
    void shouldStart(Bench bench) {
        Device device = added(bench);

        NtStatus status = device.start();

        unless(bench.violations().all().stream().noneMatch(violation -> violation.rule().equals("STA-2")),
                "its attributes are not legal: another test says so");
        assertEquals(NtStatus.SUCCESS, status,
                () -> "START_DEVICE, with %s %s".formatted(bench.offered(), bench.violations().all()));
        assertTrue(device.registration().isStarted(), "START_DEVICE succeeded, and no provider is started");
    }

    @Test
    @DisplayName("[STA-1] is ready for requests before ProviderStart returns")
    void shouldBeReadyBeforeStartReturns(Bench bench) {
        Device device = added(bench);
        Copies copies = Copies.of(bench, 4, 100);
        BenchRegistration registration = device.registration();
        registration.whileStarting(() -> {
            Channel channel = registration.allocate();
            channel.awaitDone(channel.submit(copies.descriptors()));
        });

        NtStatus status = device.start();

        copies.assertCopied();
        assertEquals(NtStatus.SUCCESS, status, () -> "START_DEVICE " + bench.thrown());
    }

    @Test
    @DisplayName("[STA-1] START_DEVICE fails when ProviderStart is refused")
    void shouldReportRefusedStart(Bench bench) {
        Device device = added(bench);
        device.registration().refuseStart(NtStatus.INSUFFICIENT_RESOURCES);

        NtStatus status = device.start();

        assertFalse(status.isSuccess(), "START_DEVICE returned " + status);
    }

    @Test
    @DisplayName("[STA-3] stops and starts again, and copies after it (peers: stop_start)")
    void shouldAlternateStopAndStart(Bench bench) {
        Device device = bench.startDevice();
        for (int round = 0; round < 3; round++) {
            BenchRegistration registration = device.registration();
            Channel channel = registration.allocate();
            Copies copies = Copies.of(bench, 32, 2048);
            channel.awaitDone(channel.submit(copies.descriptors()));
            copies.assertCopied();

            assertEquals(NtStatus.SUCCESS, device.stop(), "STOP_DEVICE");
            assertFalse(registration.isStarted(), "after STOP_DEVICE the provider is not stopped");
            assertEquals(NtStatus.SUCCESS, device.start(), "START_DEVICE after STOP_DEVICE");
            assertTrue(registration.isStarted(), "after START_DEVICE the provider is not started");
        }
        bench.violations().assertNone("STA-3");
    }

    @Test
    @DisplayName("[STO-1] the engine goes on until ProviderStop returns: what is outstanding at STOP_DEVICE completes")
    void shouldCompleteOutstandingAtStop(Bench bench) {
        Device device = bench.startDevice();
        Flight flight = takeOff(bench, device);

        NtStatus status = device.stop();

        bench.violations().assertNone("STO-1");
        assertAll(() -> assertEquals(NtStatus.SUCCESS, status),
                () -> assertFalse(flight.channel.progress().isHalted(), "the channel halts while the device stops"),
                flight.copies::assertCopied, flight.slow::assertCopied);
    }

    @Test
    @DisplayName("[STO-1] the engine goes on until ProviderStop returns: what is outstanding at REMOVE_DEVICE ends")
    void shouldCompleteOutstandingAtRemove(Bench bench) {
        Device device = bench.startDevice();
        Flight flight = takeOff(bench, device);

        NtStatus status = device.remove();

        bench.violations().assertNone("STO-1");
        assertAll(() -> assertEquals(NtStatus.SUCCESS, status),
                () -> assertFalse(flight.channel.progress().isHalted(), "the channel halts while it is removed"),
                flight.copies::assertCopied, flight.slow::assertCopied);
    }

    @Test
    @DisplayName("[STO-2] stops before it deregisters")
    void shouldStopBeforeDeregister(Bench bench) {
        bench.startDevice().remove();

        bench.violations().assertNone("STO-2");
    }

    @Test
    @DisplayName("[STO-3] after ProviderStop freed the channels, all can be allocated again")
    void shouldHaveAllChannelsAfterRestart(Bench bench) {
        Device device = bench.startDevice();
        int before = allocateAll(device).size();
        device.stop();
        device.start();
        unless(device.registration().isStarted(), "the provider does not start again");

        List<Channel> after = allocateAll(device);

        assertEquals(Math.min(before, device.registration().attributes().dmaChannelCount()), after.size());
        Copies copies = Copies.of(bench, after.size(), 64);
        for (int i = 0; i < after.size(); i++) {
            after.get(i).awaitDone(after.get(i).submit(copies.descriptors(i, i + 1)));
        }
        copies.assertCopied();
    }

    @Test
    @DisplayName("[REG-4] uses no registration that is deregistered")
    void shouldNotUseStaleRegistration(Bench bench) {
        Device device = bench.startDevice();
        device.stop();
        device.start();
        device.remove();
        bench.unload();

        bench.violations().assertNone("REG-4");
    }

    private static List<Channel> allocateAll(Device device) {
        BenchRegistration registration = device.registration();
        return IntStream.range(0, registration.attributes().dmaChannelCount())
                .mapToObj(i -> registration.tryAllocate(Bench.ALL_PROCESSORS)).flatMap(Optional::stream)
                .toList();
    }

    private static Device added(Bench bench) {
        NtStatus loaded = bench.load();
        unless(loaded != null && loaded.isSuccess() && bench.driver().addDevice() != null, "no driver");
        Device device = bench.plug();
        unless(device.addDevice().isSuccess(), "AddDevice fails");
        return device;
    }

    private record Flight(Channel channel, Copies copies, SlowCopy slow) {
    }

    /** Submits a chain whose engine stands still at slow memory, until the provider is stopped. */
    private static Flight takeOff(Bench bench, Device device) {
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 16, 512);
        SlowCopy slow = SlowCopy.of(bench);
        List<Descriptor> chain = new ArrayList<>(copies.descriptors());
        chain.add(3, slow.descriptor(0));
        Submission submission = channel.submit(chain);
        Hold hold = slow.hold();
        if (hold.awaitEngine()) {
            assertTrue(channel.progress().last() < submission.last(), "reported done while it stands still");
        }
        device.registration().whileStopping(hold::release);
        return new Flight(channel, copies, slow);
    }
}
