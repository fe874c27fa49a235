// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.LogLines;
import org.netdma.pnp.toy.RandomDriver;
import org.netdma.pnp.toy.RandomRuns;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;

/**
 * Whatever a driver answers, throws, or does not do: each of its devices works or has a problem, people are answered,
 * the driver can be unplugged, and the next one serves the same devices.
 */
class RandomDriverAnswersTest {

    private static final int RUNS = 20;
    private static final int DRIVERS = 2;
    private static final int STEPS = 8;
    private static final int MOST_DEVICES = 3;
    private static final PnpLimits HASTY = new PnpLimits(Duration.ofMillis(60), Duration.ofMillis(60),
            Duration.ofSeconds(20));

    @Test
    @DisplayName("[PNP-18] whatever a driver answers ends in a problem, and the next driver works")
    void shouldOutliveAnyDriver() {
        RandomRuns.check(RUNS, random -> {
            try (LogLines log = new LogLines(); TestMachine machine = new TestMachine()) {
                machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
                machine.plugAndPlay().useLimits(HASTY); // not before: the bus may be slow, it is no driver under test
                for (int i = 0; i < DRIVERS; i++) {
                    plugAndMisuse(machine, random);
                }
                machine.plugAndPlay().useLimits(TestMachine.PATIENT); // a machine may be slow, the driver is good
                serveByTheNext(machine);
                List<String> own = log.takeErrors().stream().filter(error -> error.contains("could not finish")
                        || error.contains("is illegal in state") || error.endsWith("was lost")).toList();
                assertEquals(List.of(), own, "the PnP manager's own mistakes");
            }
        });
    }

    private static void plugAndMisuse(TestMachine machine, Random random) throws Exception {
        RandomDriver wrong = new RandomDriver(machine.io(), random);
        try {
            machine.plug("WRONG", wrong, Map.of("hardwareIds", List.of("ROOT\\WRONG", Slot.HARDWARE_ID),
                    "rootEnumerated", (long) random.nextInt(2)));
            checkDevices(machine);
            for (int step = 0; step < STEPS; step++) {
                try {
                    misuse(machine, random);
                } catch (NtStatusException refused) {
                    assertFalse(refused.status() == NtStatus.SUCCESS, refused.getMessage());
                }
                checkDevices(machine);
            }
            machine.unplug(wrong);
            checkLeft(machine);
        } finally {
            wrong.release();
        }
    }

    private static void misuse(TestMachine machine, Random random) throws NtStatusException {
        PnpManager pnp = machine.pnp();
        VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
        List<String> ids = pnp.devices().stream().map(DeviceInfo::instanceId)
                .filter(id -> id.startsWith("PCI") || id.startsWith("ROOT\\WRONG")).toList();
        String id = ids.isEmpty() ? Slot.id(0) : ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                if (bus.devices().size() < MOST_DEVICES) {
                    bus.plug(Slot.DEVICE.withMemoryWindows(4096L).withMessageInterrupts(2));
                }
            }
            case 2 -> bus.unplug(id);
            case 3 -> pnp.disable(id);
            case 4 -> pnp.enable(id);
            case 5 -> pnp.restart(id);
            case 6 -> pnp.rebalance(id);
            case 7 -> pnp.setPower(id, DevicePowerState.values()[random.nextInt(DevicePowerState.values().length)]);
            case 8 -> pnp.eject(id);
            default -> pnp.rescan();
        }
    }

    private static void checkDevices(TestMachine machine) {
        assertTrue(machine.pnp().awaitSettled(Duration.ofSeconds(60)), "it hangs");
        // A routine that was given up, or a deferred one, may throw at any time, and its device is then being removed.
        // So what is asserted is how the devices were when all were at rest, not how they are by then.
        List<DeviceInfo> devices = new ArrayList<>();
        machine.await("each device to be at rest", () -> {
            devices.clear();
            devices.addAll(machine.pnp().devices());
            return devices.stream().allMatch(RandomDriverAnswersTest::isAtRest);
        });
        for (DeviceInfo device : devices) {
            assertEquals(device.problem() == ProblemCode.NONE, device.problemText().isBlank(), device::toString);
            if (device.problem() != ProblemCode.NONE) {
                assertNothingLeft(device);
            }
        }
    }

    private static boolean isAtRest(DeviceInfo device) {
        return (device.problem() == ProblemCode.NONE) == (device.state() == DeviceState.STARTED)
                && device.problem() != ProblemCode.WILL_BE_REMOVED;
    }

    private static void checkLeft(TestMachine machine) {
        assertTrue(machine.pnp().awaitSettled(Duration.ofSeconds(60)), "it hangs");
        assertEquals(List.of(), machine.pnp().drivers());
        for (DeviceInfo device : machine.pnp().devices()) {
            assertFalse(device.instanceId().startsWith("ROOT\\WRONG"), device::toString);
            if (device.instanceId().startsWith("PCI")) {
                assertNothingLeft(device);
            }
        }
    }

    private static void assertNothingLeft(DeviceInfo device) {
        assertEquals(List.of("PDO of " + device.instanceId()), device.stack(), device::toString);
        assertTrue(device.resources().resources().isEmpty(), device::toString);
    }

    private static void serveByTheNext(TestMachine machine) throws NtStatusException {
        VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
        machine.pnp().rescan();
        String added = bus.plug(Slot.DEVICE);
        for (String id : bus.devices().keySet()) {
            machine.pnp().enable(id); // one that was disabled, or what was in its slot before [PNP-17]
        }
        ToyDriver next = machine.plug("NEXT", new ToyDriver(machine.io()), Slot.served());
        bus.devices().keySet().forEach(machine::awaitStarted);
        bus.unplug(added);
        machine.unplug(next);
        assertTrue(next.journal().contains("Unload"), next.journal()::toString);
        checkLeft(machine);
    }
}
