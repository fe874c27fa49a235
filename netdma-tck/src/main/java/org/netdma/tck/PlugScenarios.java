// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.tck.bench.BrokenPremise.unless;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BenchInterrupt;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Device;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.resource.InterruptResource;

/** What the device tests of Windows put a driver through, with copies before and after. */
@Given({Premise.COPIES, Premise.LEAVES})
abstract class PlugScenarios extends ConformanceSuite {

    private static final int SIZE = 500;

    @Test
    @DisplayName("[STA-3] a device that is stopped to be moved starts with other resources, and copies")
    void shouldStartWithOtherResources(Bench bench) {
        Device device = bench.startDevice();
        for (int round = 0; round < 3; round++) {
            copy(bench, device);
            List<InterruptResource> before = resources(device);
            device.send(PnpMinorFunction.QUERY_STOP_DEVICE);
            device.stop();
            unless(device.interrupts().isEmpty(), "its interrupts are still connected: [INT-4]");

            assertEquals(NtStatus.SUCCESS, device.startElsewhere(), "START_DEVICE with other resources");

            unless(device.registration().isStarted(), "the provider does not start again: another test says so");
            assertEquals(before.size(), resources(device).size(), "interrupts connected");
            assertFalse(resources(device).stream().anyMatch(before::contains), "an interrupt of before is connected");
        }
        copy(bench, device);
        bench.violations().assertNone("INT-4");
    }

    private static List<InterruptResource> resources(Device device) {
        return device.interrupts().stream().map(BenchInterrupt::resource).toList();
    }

    @Test
    @DisplayName("[STA-3] a restart that the bus driver fails ends in surprise removal and removal, and leaves nothing")
    void shouldEndAfterFailedRestart(Bench bench) {
        Device device = bench.startDevice();
        copy(bench, device);
        device.send(PnpMinorFunction.QUERY_STOP_DEVICE);
        device.stop();
        bench.bus().failStart(NtStatus.INSUFFICIENT_RESOURCES);

        NtStatus status = device.start();

        unless(!status.isSuccess(), "it starts whatever the bus driver says: another test says so");
        device.send(PnpMinorFunction.SURPRISE_REMOVAL);
        device.remove();
        assertEquals(List.of(), device.leftovers(), "of the device");
        assertEquals(List.of(), bench.leftovers(), "of the driver");
    }

    @Test
    @DisplayName("[PNP-11] a device that is pulled and plugged in again works again, time after time")
    void shouldWorkWhenPluggedInAgain(Bench bench) {
        for (int round = 0; round < 3; round++) {
            Device device = bench.startDevice();
            copy(bench, device);
            device.send(PnpMinorFunction.SURPRISE_REMOVAL);
            device.remove();
            assertFalse(device.hasProvider(), "its provider is still registered");
        }
    }

    @Test
    @DisplayName("[PNP-10] a device that is removed with copies under way and added again works again, time after time")
    void shouldWorkWhenAddedAgain(Bench bench) {
        for (int round = 0; round < 8; round++) {
            Device device = bench.startDevice();
            copy(bench, device);
            device.registration().tryAllocate(Bench.ALL_PROCESSORS)
                    .ifPresent(channel -> channel.submit(Copies.of(bench, 32, SIZE).descriptors()));
            device.send(PnpMinorFunction.QUERY_REMOVE_DEVICE);
            device.remove();
            assertFalse(device.hasProvider(), "its provider is still registered");
        }
    }

    private static void copy(Bench bench, Device device) {
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 4, SIZE);
        channel.awaitDone(channel.submit(copies.descriptors(0, 2)));
        channel.awaitDone(channel.submit(copies.descriptors(2, 4).stream()
                .map(descriptor -> descriptor.with(INTERRUPT_ON_COMPLETION)).toList()));
        copies.assertCopied();
        assertTrue(device.registration().isStarted());
    }
}
