// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.provider.Arguments;
import org.netdma.client.ProviderInfo;
import org.netdma.itests.drivers.ScriptedDriver;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * A driver throws, blocks, fails or leaks in each of its routines; the reference engine beside it works on, the device
 * goes when it is pulled out, and starts again when the driver does as it should.
 */
@InFelix({NetDmaOptions.class, TestBundles.class})
abstract class MisbehavingDrivers {

    private static final PciDevice DEVICE = PciDevice.of(0x1234, 0x5C12).inSlot(3);
    private static final String ID = ScriptedDriver.HARDWARE_ID + "&SUBSYS_00000000&REV_00\\SLOT3";
    private static final String BYSTANDER = ProviderBundle.REFERENCE.instanceId();

    /** What it does wrong. */
    enum Mistake {
        THROWS, BLOCKS, FAILS, LEAKS;

        String make(String call) {
            switch (this) {
                case THROWS -> throw new IllegalStateException("thrown in " + call);
                case BLOCKS -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted in " + call, e);
                    }
                }
                default -> { }
            }
            return this == LEAKS ? ScriptedDriver.LEAK : "UNSUCCESSFUL";
        }
    }

    /** Where. */
    enum Routine {
        DRIVER_ENTRY("DriverEntry", ProblemCode.FAILED_DRIVER_ENTRY),
        ADD_DEVICE("AddDevice", ProblemCode.FAILED_ADD),
        FILTER_RESOURCE_REQUIREMENTS(ProblemCode.FAILED_START),
        START_DEVICE(ProblemCode.FAILED_START),
        QUERY_CAPABILITIES(ProblemCode.NONE),
        QUERY_PNP_DEVICE_STATE(ProblemCode.NONE),
        QUERY_POWER(ProblemCode.NONE),
        SET_POWER(ProblemCode.NONE),
        QUERY_STOP_DEVICE(ProblemCode.NONE),
        CANCEL_STOP_DEVICE(ProblemCode.NONE),
        STOP_DEVICE(ProblemCode.NONE),
        QUERY_REMOVE_DEVICE(ProblemCode.NONE),
        CANCEL_REMOVE_DEVICE(ProblemCode.NONE),
        REMOVE_DEVICE(ProblemCode.NONE),
        SURPRISE_REMOVAL(ProblemCode.NONE),
        UNLOAD("Unload", ProblemCode.NONE);

        private final String routine;
        private final ProblemCode problem;

        Routine(ProblemCode problem) {
            this.routine = name();
            this.problem = problem;
        }

        Routine(String routine, ProblemCode problem) {
            this.routine = routine;
            this.problem = problem;
        }

        /** Returns what becomes of a device that is plugged in, once its driver has made a mistake here. */
        ProblemCode problemAfter(Mistake mistake) {
            boolean throwing = mistake == Mistake.THROWS || mistake == Mistake.BLOCKS; // blocked threads are interrupted
            if (throwing && (this == QUERY_CAPABILITIES || this == QUERY_PNP_DEVICE_STATE)) {
                return ProblemCode.FAILED_POST_START; // the device had got that far, and its driver broke
            }
            return mistake == Mistake.LEAKS ? ProblemCode.NONE : problem;
        }

        /** Makes the machine call this routine of the driver. */
        void approach(PnpManager pnp, Script script) throws NtStatusException {
            switch (this) {
                case QUERY_POWER, SET_POWER -> pnp.setPower(ID, DevicePowerState.D3);
                case QUERY_STOP_DEVICE, STOP_DEVICE -> pnp.rebalance(ID);
                case CANCEL_STOP_DEVICE -> {
                    script.when("QUERY_STOP_DEVICE", call -> "DEVICE_BUSY");
                    pnp.rebalance(ID);
                }
                case QUERY_REMOVE_DEVICE, REMOVE_DEVICE -> pnp.eject(ID);
                case CANCEL_REMOVE_DEVICE -> {
                    script.when("QUERY_REMOVE_DEVICE", call -> "DEVICE_BUSY");
                    pnp.eject(ID);
                }
                default -> { } // comes by itself when the device is plugged in or pulled out
            }
        }
    }

    private Machine machine;
    private Script script;
    private VirtualPciBus bus;
    private Bundle driver;
    private long bystander;

    @BeforeAll
    static void startTheBystander(BundleContext context) throws Exception {
        Machine machine = new Machine(context);
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        machine.awaitProvider(BYSTANDER);
    }

    @BeforeEach
    void open(BundleContext context) throws Exception {
        machine = new Machine(context);
        script = Script.open(context);
        bus = machine.service(VirtualPciBus.class);
        bystander = machine.awaitProvider(BYSTANDER).number();
        driver = machine.install(TestBundles.scriptedDriver("1.0.0"));
        machine.awaitDriver(ScriptedDriver.NAME, LoadState.STAGED);
    }

    @AfterEach
    void close() throws Exception {
        script.asUsual();
        if (bus.devices().containsKey(ID)) {
            bus.unplug(ID);
        }
        if (driver.getState() != Bundle.UNINSTALLED) {
            driver.uninstall();
        }
        script.close();
        assertEquals(List.of(bystander), machine.clients().providers().stream().map(ProviderInfo::number).toList());
        assertEquals(0, machine.memory().usage().regions());
    }

    /** {@return each of these mistakes in each routine, with copies and without} */
    static Stream<Arguments> each(Set<Mistake> mistakes) {
        return Stream.of(Load.values()).flatMap(load -> Arrays.stream(Routine.values()).flatMap(
                routine -> mistakes.stream().map(mistake -> arguments(routine, mistake, load))));
    }

    final void goOnAfter(Mistake mistake, Routine routine, Load load, BundleContext context) throws Exception {
        try (Copies copies = load.start(context)) {
            script.when(routine.routine, mistake::make);
            ask(() -> bus.plug(DEVICE));
            machine.awaitProblem(ID, routine.problemAfter(mistake));
            assertEquals(1, machine.pnp().devices().stream().filter(node -> node.instanceId().equals(ID)).count());
            ask(() -> routine.approach(machine.pnp(), script));
            bus.unplug(ID);

            assertTrue(script.lines().stream().anyMatch(line -> line.contains(" " + routine.routine)),
                    script.lines()::toString);
            assertEquals(Optional.empty(), machine.pnp().device(ID));
            assertEquals(bystander, machine.awaitProvider(BYSTANDER).number(), "it worked on all the time");
            copies.awaitMoreBy(BYSTANDER);
            shouldStartWhenItDoesAsItShould(copies);
        }
    }

    /** A request may be refused; it may not hang. */
    private static void ask(Background.Request request) throws Exception {
        Optional<NtStatusException> refused = Background.run(request).end();
        refused.ifPresent(why -> assertFalse(why.getMessage().isEmpty()));
    }

    private void shouldStartWhenItDoesAsItShould(Copies copies) throws Exception {
        script.asUsual();
        bus.plug(DEVICE);
        if (machine.pnp().device(ID).orElseThrow().problem() != ProblemCode.NONE) {
            machine.pnp().restart(ID);
        }
        machine.awaitStarted(ID);
        machine.awaitProvider(ID);
        copies.awaitMoreBy(ID);
        bus.unplug(ID);
        assertEquals(Optional.empty(), machine.provider(ID));
        driver.uninstall();
        machine.awaitNoDriver(ScriptedDriver.NAME);
    }
}
