// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.tck.bench.BrokenPremise.unless;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.Device;
import org.netdma.tck.bench.SlowCopy;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.PowerMinorFunction;

/** Low power, and back. */
@Given(Premise.COPIES)
abstract class PowerRules extends ConformanceSuite {

    private static final int SIZE = 512;

    @Test
    @DisplayName("[PNP-7] [PNP-8] never fails SET_POWER, and passes it down, and QUERY_POWER that it does not fail")
    void shouldPassDown(Bench bench) {
        Device device = bench.startDevice();
        for (DevicePowerState state : DevicePowerState.values()) {
            device.send(IoStackLocation.power(PowerMinorFunction.QUERY_POWER, state), null);
            device.setPower(DevicePowerState.D3);
            device.setPower(DevicePowerState.D0);
        }

        assertAll(() -> bench.violations().assertNone("PNP-7"), () -> bench.violations().assertNone("PNP-8"),
                () -> bench.violations().assertNone("PNP-9"));
    }

    @Test
    @Needs(Ability.POWER_NOTIFICATION)
    @DisplayName("[PWR-1] tells the interface before the engine loses power: what is outstanding completes")
    void shouldCompleteOutstanding(Bench bench) {
        Device device = bench.startDevice();
        Flight flight = takeOff(bench, device);
        Copies late = Copies.of(bench, 2, SIZE);
        device.registration().whileStopping(() -> {
            flight.channel.submit(late.descriptors()); // by a client that was just about to
            flight.slow.hold().release();
        });

        device.setPower(DevicePowerState.D3);

        boolean isTold = device.registration().isPoweredDown();
        flight.slow.hold().release();
        assertTrue(isTold, "the interface was not told PROVIDER_POWER_DOWN");
        bench.violations().assertNone("PWR-1");
        flight.copies.assertCopied();
        flight.slow.assertCopied();
        late.assertCopied();
    }

    @Test
    @Needs(Ability.SILENT_POWER)
    @DisplayName("[PWR-3] the engine of a 1.0 provider stays available while anything is outstanding")
    void shouldStayAvailable(Bench bench) {
        Device device = bench.startDevice();
        Flight flight = takeOff(bench, device);
        bench.threads().begin("slow memory", () -> {
            bench.threads().awaitShortly(() -> false);
            flight.slow.hold().release();
            return null;
        });

        device.setPower(DevicePowerState.D3);

        flight.copies.assertCopied();
        flight.slow.assertCopied();
    }

    @Test
    @Needs(Ability.POWER_NOTIFICATION)
    @DisplayName("[PWR-2] tells the interface when the engine works again: each channel takes StartDma, and copies")
    void shouldWorkAgain(Bench bench) {
        Device device = bench.startDevice();
        Channel used = device.registration().allocate();
        Channel unused = device.registration().allocate();
        Copies copies = Copies.of(bench, 16, SIZE);
        for (int i = 0; i < 12; i += 4) {
            used.awaitDone(used.submit(copies.descriptors(i, i + 4)));
            device.setPower(DevicePowerState.D3);
            unless(device.registration().isPoweredDown(), "the interface was not told: [PWR-1]");
            device.setPower(DevicePowerState.D0);
            assertTrue(device.registration().isStarted(), "the interface was not told PROVIDER_POWER_UP");
        }
        bench.violations().assertNone("PWR-2");

        used.awaitDone(used.submit(copies.descriptors(12, 14)));
        unused.awaitDone(unused.submit(copies.descriptors(14, 16)));

        copies.assertCopied();
    }

    @Test
    @Needs(Ability.SILENT_POWER)
    @DisplayName("[PWR-3] a 1.0 provider tells that its engine lost its context, and takes StartDma of a null transfer")
    void shouldTellLostContext(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 12, SIZE);
        for (int i = 0; i < 12; i += 4) {
            channel.awaitDone(channel.submit(copies.descriptors(i, i + 4)));
            device.setPower(DevicePowerState.D3);
            device.setPower(DevicePowerState.D0);
        }
        bench.violations().assertNone("PWR-3");
        copies.assertCopied();
    }

    @Test
    @Needs(Ability.POWER)
    @Given({Premise.COPIES, Premise.SLEEPS})
    @DisplayName("[PWR-1] the engine touches nothing in D3")
    void shouldTouchNothingInD3(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        channel.awaitDone(channel.submit(Copies.of(bench, 4, SIZE).descriptors()));

        device.setPower(DevicePowerState.D3);
        bench.threads().awaitShortly(() -> !bench.violations().all().isEmpty());

        bench.violations().assertNone("PWR-1");
    }

    @Test
    @Needs(Ability.POWER)
    @Given({Premise.COPIES, Premise.SLEEPS})
    @DisplayName("[PWR-1] SET_POWER to the state that the device is in changes nothing")
    void shouldIgnoreSameState(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 4, SIZE);
        device.setPower(DevicePowerState.D0);
        channel.awaitDone(channel.submit(copies.descriptors(0, 2)));
        device.setPower(DevicePowerState.D3);
        device.setPower(DevicePowerState.D3);
        device.setPower(DevicePowerState.D0);
        device.setPower(DevicePowerState.D0);

        assertEquals(provider().declares(Ability.POWER_NOTIFICATION)
                ? List.of(PnpNotificationCode.PROVIDER_POWER_DOWN, PnpNotificationCode.PROVIDER_POWER_UP) : List.of(),
                device.registration().notifications(), "what the interface was told");
        channel.awaitDone(channel.submit(copies.descriptors(2, 4)));
        copies.assertCopied();
    }

    @Test
    @Needs(Ability.POWER)
    @Given({Premise.COPIES, Premise.SLEEPS, Premise.LEAVES})
    @DisplayName("[STO-1] a device in D3 can be stopped, and works when it is started again")
    void shouldStopInD3(Bench bench) {
        Device device = bench.startDevice();
        device.registration().allocate();
        device.setPower(DevicePowerState.D3);

        assertEquals(NtStatus.SUCCESS, device.stop(), "STOP_DEVICE");
        assertFalse(device.registration().isPoweredDown(), "after STOP_DEVICE the provider is not stopped");
        unless(device.start().isSuccess(), "it does not start again: another test says so");
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 4, SIZE);
        channel.awaitDone(channel.submit(copies.descriptors()));

        copies.assertCopied();
        bench.violations().assertNone("STO-1");
    }

    @Test
    @Needs(Ability.POWER)
    @Given({Premise.COPIES, Premise.SLEEPS, Premise.LEAVES})
    @DisplayName("[PNP-10] a device in D3 can be removed, with and without asking, and leaves nothing behind")
    void shouldRemoveInD3(Bench bench) {
        for (PnpMinorFunction before : List.of(PnpMinorFunction.QUERY_REMOVE_DEVICE,
                PnpMinorFunction.SURPRISE_REMOVAL)) {
            Device device = bench.startDevice();
            device.registration().allocate();
            device.setPower(DevicePowerState.D3);
            device.send(before);
            device.remove();
            assertEquals(List.of(), device.leftovers(), "of the device, after " + before);
        }
        assertEquals(List.of(), bench.leftovers(), "of the driver");
    }

    /** The premise: it goes to D3 and comes back, and the interface knows. */
    static void checkSleeps(Bench bench) {
        Device device = bench.startDevice();
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 4, SIZE);
        channel.awaitDone(channel.submit(copies.descriptors(0, 2)));
        device.setPower(DevicePowerState.D3);
        boolean isTold = device.registration().isPoweredDown();
        device.setPower(DevicePowerState.D0);
        if (device.registration().isNotifying() && !isTold || !device.registration().isStarted()) {
            throw new AssertionError("the interface is not told of D3 and D0");
        }
        channel.awaitDone(channel.submit(copies.descriptors(2, 4)));
        copies.assertCopied();
    }

    private record Flight(Channel channel, Copies copies, SlowCopy slow) {
    }

    /** Submits a chain whose engine stands still at slow memory. */
    private static Flight takeOff(Bench bench, Device device) {
        Channel channel = device.registration().allocate();
        Copies copies = Copies.of(bench, 16, SIZE);
        SlowCopy slow = SlowCopy.of(bench);
        List<Descriptor> chain = new ArrayList<>(copies.descriptors());
        chain.add(3, slow.descriptor(0));
        channel.submit(chain);
        slow.hold().awaitEngine();
        assertFalse(channel.progress().isHalted());
        return new Flight(channel, copies, slow);
    }
}
