// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.itests.drivers.ScriptedDriver;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.Bundle;

/**
 * A device is pulled out in each state of the diagram that its driver or a person can see, with its driver in the
 * middle of the routine that belongs to the state; beside it the reference engine works on.
 */
class SurpriseRemovalIT extends ScriptedScenarios {

    private static final PciDevice DEVICE = PciDevice.of(0x1234, 0x5C12).inSlot(7);
    private static final String ID = ScriptedDriver.HARDWARE_ID + "&SUBSYS_00000000&REV_00\\SLOT7";

    /** What somebody asks for, and the routine of the driver during which the device is pulled out. */
    enum Moment {
        DRIVER_ENTRY("DriverEntry", DeviceState.ENUMERATED),
        ADD_DEVICE("AddDevice", DeviceState.DRIVERS_INITIALIZED),
        FILTER("FILTER_RESOURCE_REQUIREMENTS", DeviceState.FDO_ATTACHED),
        START("START_DEVICE", DeviceState.RESOURCES_ASSIGNED),
        QUERY_STOP("QUERY_STOP_DEVICE", DeviceState.STARTED),
        STOP("STOP_DEVICE", DeviceState.STOP_PENDING),
        NEW_RESOURCES("FILTER_RESOURCE_REQUIREMENTS", DeviceState.STOPPED),
        START_AGAIN("START_DEVICE", DeviceState.STOPPED),
        QUERY_REMOVE("QUERY_REMOVE_DEVICE", DeviceState.STARTED),
        REMOVE("REMOVE_DEVICE", DeviceState.REMOVE_PENDING),
        SURPRISE_REMOVAL("SURPRISE_REMOVAL", DeviceState.SURPRISE_REMOVED);

        private final String routine;
        private final DeviceState state;

        Moment(String routine, DeviceState state) {
            this.routine = routine;
            this.state = state;
        }

        boolean isBeforeStart() {
            return compareTo(START) <= 0;
        }

        /** Brings the device there, in the name of somebody who waits for it. */
        void approach(PnpManager pnp, VirtualPciBus bus) throws NtStatusException {
            switch (this) {
                case DRIVER_ENTRY, ADD_DEVICE, FILTER, START -> bus.plug(DEVICE);
                case QUERY_STOP, STOP, NEW_RESOURCES, START_AGAIN -> pnp.rebalance(ID);
                case QUERY_REMOVE, REMOVE -> pnp.eject(ID);
                case SURPRISE_REMOVAL -> bus.unplug(ID);
            }
        }
    }

    /** What a device is at when nothing is done to it. */
    enum Rest { NO_DRIVER, STARTED, FAILED, EJECTED, DISABLED }

    private Bundle driver;

    @BeforeEach
    void installDrivers() throws Exception {
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        machine.awaitProvider(ProviderBundle.REFERENCE.instanceId());
        driver = installDriver();
    }

    static Stream<Arguments> moments() {
        return Arrays.stream(Moment.values())
                .flatMap(moment -> Stream.of(Load.values()).map(load -> arguments(moment, load)));
    }

    @ParameterizedTest
    @MethodSource("moments")
    @DisplayName("[PNP-4, PNP-10, PNP-11, PNP-12] pulled out while its driver is in the middle of something")
    void shouldGoInTheMiddleOfARoutine(Moment moment, Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            if (!moment.isBeforeStart()) {
                bus.plug(DEVICE);
                copies.awaitMoreBy(ID);
            }
            Script.Hold hold = script.hold(moment.routine);
            Background first = Background.run(() -> moment.approach(machine.pnp(), bus));
            hold.awaitReached();
            assertEquals(moment.state, machine.pnp().device(ID).orElseThrow().state());

            Background pull = Background.run(() -> bus.unplug(ID));
            pull.awaitWaiting();
            hold.letGo();

            assertEquals(Optional.empty(), first.end());
            Optional<NtStatus> pulled = pull.end().map(NtStatusException::status);
            assertEquals(moment == Moment.SURPRISE_REMOVAL ? Optional.of(NtStatus.NO_SUCH_DEVICE) : Optional.empty(),
                    pulled, "a device is pulled out once");
            boolean quiet = moment == Moment.QUERY_REMOVE || moment == Moment.REMOVE;
            assertEquals(!quiet, script.routines(ID).contains("SURPRISE_REMOVAL REMOVE_DEVICE"),
                    () -> script.routines(ID));
            shouldBeGone();
            shouldComeBack(copies);
        }
    }

    static Stream<Arguments> rests() {
        return Arrays.stream(Rest.values())
                .flatMap(rest -> Stream.of(Load.values()).map(load -> arguments(rest, load)));
    }

    @ParameterizedTest
    @MethodSource("rests")
    @DisplayName("[PNP-10, PNP-11, PNP-17] pulled out while nothing is done to it")
    void shouldGoAtRest(Rest rest, Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            DeviceState before = bring(rest, copies);
            assertEquals(before, machine.pnp().device(ID).orElseThrow().state());

            bus.unplug(ID);

            assertEquals(rest == Rest.STARTED, script.routines(ID).contains("SURPRISE_REMOVAL"),
                    () -> script.routines(ID));
            script.asUsual();
            if (rest == Rest.NO_DRIVER) {
                driver = installDriver();
            }
            shouldBeGone();
            if (rest == Rest.DISABLED) {
                bus.plug(DEVICE);
                machine.pnp().enable(ID);
                bus.unplug(ID);
            }
            shouldComeBack(copies);
        }
    }

    private DeviceState bring(Rest rest, Copies copies) throws Exception {
        switch (rest) {
            case NO_DRIVER -> {
                driver.uninstall();
                bus.plug(DEVICE);
                return DeviceState.ENUMERATED;
            }
            case FAILED -> {
                script.when("START_DEVICE", call -> "IO_DEVICE_ERROR");
                bus.plug(DEVICE);
                return DeviceState.FAILED;
            }
            default -> {
                bus.plug(DEVICE);
                copies.awaitMoreBy(ID);
            }
        }
        return switch (rest) {
            case EJECTED -> {
                machine.pnp().eject(ID);
                yield DeviceState.REMOVED;
            }
            case DISABLED -> {
                machine.pnp().disable(ID);
                yield DeviceState.ENUMERATED;
            }
            default -> DeviceState.STARTED;
        };
    }

    private void shouldBeGone() throws Exception {
        assertEquals(Optional.empty(), machine.pnp().device(ID));
        assertEquals(Optional.empty(), machine.provider(ID));
        assertTrue(bus.devices().isEmpty());
        script.assertAllOver();
        machine.awaitDriver(ScriptedDriver.NAME, LoadState.STAGED);
        assertNotEquals(Bundle.ACTIVE, driver.getState(), "started for the device, stopped after it");
    }

    private void shouldComeBack(Copies copies) throws Exception {
        copies.awaitMoreBy(ProviderBundle.REFERENCE.instanceId());
        bus.plug(DEVICE);
        machine.awaitProvider(ID);
        copies.awaitMoreBy(ID);
        bus.unplug(ID);
        shouldBeGone();
    }
}
