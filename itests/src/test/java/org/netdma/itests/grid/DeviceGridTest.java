// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.core.NetDmaInterface;
import org.netdma.core.client.BundleClients;
import org.netdma.core.memory.BundleMemory;
import org.netdma.core.settings.Settings;
import org.netdma.pnp.driver.BundleFacts;
import org.netdma.pnp.driver.BundleFacts.Activity;
import org.netdma.pnp.interrupt.ThreadPinner;
import org.netdma.pnp.sequence.Machine;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.pnp.sequence.PnpLimits;
import org.netdma.provider.reference.driver.ReferenceDriver;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;

/**
 * The scenarios of Windows' Device Fundamentals tests with the reference engine and a filter below and one above it,
 * each without copies and with copies going on before, during and after it.
 */
class DeviceGridTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String HARDWARE_ID = "PCI\\VEN_1234&DEV_0D3A";
    private static final int WINDOW = 0x10000;
    private static final PciDevice DEVICE = PciDevice.of(0x1234, 0x0D3A).inSlot(3).withMemoryWindows((long) WINDOW)
            .withMessageInterrupts(4);
    private static final int RANDOM_STEPS = 30;

    /** What is done to the device; ends with a device that works. */
    @FunctionalInterface
    private interface Steps {
        void take(DeviceGridTest test, MoodyFilter filter) throws NtStatusException;
    }

    private enum Scenario {
        DISABLE_AND_ENABLE((test, filter) -> {
            test.pnp().disable(test.id);
            test.awaitProblem(ProblemCode.DISABLED);
            test.pnp().enable(test.id);
        }),
        CANCEL_REMOVE((test, filter) -> {
            filter.refuseNext(PnpMinorFunction.QUERY_REMOVE_DEVICE);
            assertThrows(NtStatusException.class, () -> test.pnp().restart(test.id));
            assertTrue(filter.takeSeen().containsAll(List.of(PnpMinorFunction.QUERY_REMOVE_DEVICE,
                    PnpMinorFunction.CANCEL_REMOVE_DEVICE)));
        }),
        CANCEL_STOP((test, filter) -> {
            filter.refuseNext(PnpMinorFunction.QUERY_STOP_DEVICE);
            assertThrows(NtStatusException.class, () -> test.pnp().rebalance(test.id));
            assertTrue(filter.takeSeen().containsAll(List.of(PnpMinorFunction.QUERY_STOP_DEVICE,
                    PnpMinorFunction.CANCEL_STOP_DEVICE)));
        }),
        REMOVE_AND_RESTART((test, filter) -> test.pnp().restart(test.id)),
        REMOVE_AND_RESCAN_PARENT((test, filter) -> {
            test.pnp().eject(test.id);
            test.awaitProblem(ProblemCode.HELD_FOR_EJECT);
            test.pnp().rescan();
        }),
        QUERY_STOP_AND_RESTART((test, filter) -> {
            long other = test.fillTheRest();
            long before = test.window();
            test.pnp().rebalance(test.id);
            assertEquals(before, test.window(), "there is no other");
            test.release(other);
        }),
        QUERY_STOP_WITH_NEW_RESOURCES_AND_RESTART((test, filter) -> {
            long before = test.window();
            test.pnp().rebalance(test.id);
            assertNotEquals(before, test.window());
        }),
        STOP_THEN_FAILED_RESTART((test, filter) -> {
            filter.takeSeen();
            filter.refuseNext(PnpMinorFunction.START_DEVICE);
            assertThrows(NtStatusException.class, () -> test.pnp().rebalance(test.id));
            test.awaitProblem(ProblemCode.FAILED_START);
            List<PnpMinorFunction> seen = filter.takeSeen();
            assertEquals(List.of(PnpMinorFunction.START_DEVICE, PnpMinorFunction.SURPRISE_REMOVAL,
                    PnpMinorFunction.REMOVE_DEVICE), seen.subList(seen.size() - 3, seen.size()));
            test.pnp().restart(test.id);
        }),
        SURPRISE_REMOVAL_AND_RESTART((test, filter) -> {
            test.plugAndPlay.virtualPciBus().unplug(test.id);
            assertEquals(Optional.empty(), test.pnp().device(test.id));
            test.plugAndPlay.virtualPciBus().plug(DEVICE);
        }),
        RANDOM_ORDER_WITH_VETOES((test, filter) -> {
            Random random = new Random(20080212);
            for (int step = 0; step < RANDOM_STEPS; step++) {
                filter.refuseNext(random.nextInt(3) > 0 ? null : List.of(PnpMinorFunction.QUERY_REMOVE_DEVICE,
                        PnpMinorFunction.QUERY_STOP_DEVICE, PnpMinorFunction.START_DEVICE).get(random.nextInt(3)));
                test.anything(random.nextInt(7));
            }
            filter.refuseNext(null);
            test.repair();
        });

        private final Steps steps;

        Scenario(Steps steps) {
            this.steps = steps;
        }
    }

    private final NetDmaInterface netDma = new NetDmaInterface(Settings.DEFAULT);
    private final PlugAndPlay plugAndPlay = new PlugAndPlay(new Machine(2, 64, 0xE000_0000L, 2L * WINDOW),
            new PnpLimits(Duration.ofSeconds(30), Duration.ofSeconds(60), LIMIT), ThreadPinner.NONE, Optional.empty());
    private final BundleClients clients = netDma.clientsFor("test");
    private final BundleMemory memory = netDma.memoryFor("test");
    private MoodyFilter below;
    private MoodyFilter above;
    private List<String> threads;
    private String id;

    private static Stream<Arguments> grid() {
        return Arrays.stream(Scenario.values()).flatMap(scenario -> Stream.of(false, true).flatMap(copies ->
                Stream.of("LOWER", "UPPER").map(position -> Arguments.of(scenario, copies, position))));
    }

    @BeforeEach
    void start() throws NtStatusException {
        netDma.start();
        plugAndPlay.start();
        plugAndPlay.useParameters(pid -> Map.of("channels", "4"));
        below = plug("below", new MoodyFilter(plugAndPlay.ioManager()), "LOWER");
        above = plug("above", new MoodyFilter(plugAndPlay.ioManager()), "UPPER");
        plug("org.netdma.provider.reference",
                new ReferenceDriver(plugAndPlay.ioManager(), netDma.netDmaFor("driver")), "NONE");
        id = plugAndPlay.virtualPciBus().plug(DEVICE);
        awaitWorking();
        threads = threads();
    }

    @AfterEach
    void stop() {
        plugAndPlay.stop();
        netDma.close();
    }

    private <D extends Driver> D plug(String name, D driver, String filter) {
        plugAndPlay.driverReports().driverArrived(new BundleFacts(10, name, "1.0.0", Activity.ACTIVE, "",
                List.of(Map.of("name", name, "hardwareIds", List.of(HARDWARE_ID), "filter", filter))), name, driver);
        return driver;
    }

    private PnpManager pnp() {
        return plugAndPlay.pnpManager();
    }

    private void awaitProblem(ProblemCode problem) {
        await("problem " + problem, () -> pnp().device(id).filter(device -> device.problem() == problem).isPresent());
    }

    private void awaitWorking() {
        await("a device that works", () -> pnp().device(id).filter(device -> device.state() == DeviceState.STARTED
                && device.problem() == ProblemCode.NONE && device.stack().size() == 4).isPresent());
    }

    private void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, () -> what + ": in vain; there is " + pnp().devices());
            Thread.onSpinWait();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("netdma")).sorted().toList();
    }

    private long window() {
        return pnp().device(id).map(DeviceInfo::resources).orElseThrow().memory().get(0).start();
    }

    /** Plugs something in that takes the only other window, and has no driver. {@return its slot} */
    private long fillTheRest() throws NtStatusException {
        plugAndPlay.virtualPciBus().plug(PciDevice.of(0x1234, 0x0D3A).inSlot(9).withMemoryWindows((long) WINDOW)
                .withMessageInterrupts(1));
        return 9;
    }

    private void release(long slot) throws NtStatusException {
        plugAndPlay.virtualPciBus().unplug(HARDWARE_ID + "&SUBSYS_00000000&REV_00\\SLOT" + slot);
    }

    /** Does something, whether it is refused or not. */
    private void anything(int which) {
        try {
            switch (which) {
                case 0 -> pnp().disable(id);
                case 1 -> pnp().enable(id);
                case 2 -> pnp().restart(id);
                case 3 -> pnp().rebalance(id);
                case 4 -> pnp().eject(id);
                case 5 -> plugAndPlay.virtualPciBus().unplug(id);
                default -> {
                    pnp().rescan();
                    plugAndPlay.virtualPciBus().plug(DEVICE);
                }
            }
        } catch (NtStatusException vetoedOrNotPossibleNow) {
            assertTrue(pnp().awaitSettled(LIMIT));
        }
    }

    private void repair() throws NtStatusException {
        if (pnp().device(id).isEmpty()) {
            plugAndPlay.virtualPciBus().plug(DEVICE);
        }
        pnp().enable(id);
        pnp().rescan();
        if (pnp().device(id).orElseThrow().state() != DeviceState.STARTED) {
            pnp().restart(id);
        }
    }

    @ParameterizedTest(name = "{0}, copies going on: {1}, the {2} filter refuses")
    @MethodSource("grid")
    @DisplayName("[PNP-7, PNP-10, PNP-11, STO-1] the device works after it, each copy has ended once, nothing is left")
    void shouldWorkAfterIt(Scenario scenario, boolean copying, String position) throws Exception {
        MoodyFilter filter = position.equals("LOWER") ? below : above;
        try (GoingCopies copies = copying ? new GoingCopies(clients, memory) : null) {
            if (copying) {
                await("copies before it", () -> copies.completed() > 100);
            }
            scenario.steps.take(this, filter);
            awaitWorking();
            if (copying) {
                long before = copies.completed();
                await("copies after it", () -> copies.completed() > before + 100);
                assertEquals("", copies.stop());
            }
        }
        assertEquals(1, clients.providers().size());
        assertEquals(0, memory.usage().regions());
        assertEquals(List.of(id), pnp().devices().stream().map(DeviceInfo::instanceId)
                .filter(each -> each.startsWith("PCI")).toList());
        await("threads as before: " + threads, () -> threads().equals(threads));
        if (!copying) {
            try (GoingCopies copies = new GoingCopies(clients, memory)) {
                await("copies after it", () -> copies.completed() > 100);
                assertEquals("", copies.stop());
            }
        }
    }
}
