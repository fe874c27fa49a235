// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.ResourceList;
import org.osgi.framework.Bundle;

/** What happens to devices in the life of a machine, each of it with and without copies running. */
class DeviceScenariosIT extends ScriptedScenarios {

    private static final int MANY = 100;

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-16] device before driver: it waits with problem 28 and starts by itself")
    void shouldTakeTheDeviceBeforeTheDriver(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            String id = bus.plug(SCRIPTED_DEVICE);
            machine.awaitProblem(id, ProblemCode.FAILED_INSTALL);
            copies.awaitMore();
            machine.install(TestBundles.scriptedDriver("1.0.0"));
            shouldWork(id, copies);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-12] driver before device: it is loaded for the device and unloaded after it")
    void shouldTakeTheDriverBeforeTheDevice(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            Bundle driver = installDriver();
            String id = plug(copies);
            assertEquals(Bundle.ACTIVE, driver.getState());
            bus.unplug(id);
            assertEquals(Bundle.RESOLVED, driver.getState());
            script.assertAllOver();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-3, PNP-12] a hundred devices of one driver: one DriverEntry, a hundred engines, one Unload")
    void shouldServeManyDevices(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            installDriver();
            List<String> ids = bus.plugAll(Collections.nCopies(MANY, SCRIPTED_DEVICE));
            assertEquals(MANY, machine.clients().providers().size());
            for (String id : List.of(ids.get(0), ids.get(MANY / 2), ids.get(MANY - 1))) {
                shouldWork(id, copies);
            }
            for (String id : ids.subList(0, MANY / 2)) {
                machine.pnp().restart(id);
            }
            assertEquals(MANY, machine.clients().providers().size());
            for (String id : ids) {
                bus.unplug(id);
            }
            script.assertAllOver();
            assertEquals(1, script.lines().stream().filter(line -> line.endsWith("Unload")).count());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-10, PNP-17] disabled it is removed in order and stays so; enabled it starts")
    void shouldDisableAndEnable(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            Bundle driver = installDriver();
            String id = plug(copies);
            for (int round = 0; round < 3; round++) {
                machine.pnp().disable(id);
                machine.awaitProblem(id, ProblemCode.DISABLED);
                assertEquals(Optional.empty(), machine.provider(id));
                driver.start();
                machine.pnp().rescan();
                machine.awaitProblem(id, ProblemCode.DISABLED);
                driver.stop();
                driver.start();
                copies.awaitMore();
                machine.pnp().enable(id);
                shouldWork(id, copies);
            }
            assertTrue(script.routines(id).contains("QUERY_REMOVE_DEVICE REMOVE_DEVICE"), () -> script.routines(id));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-7, PNP-10] an orderly removal is vetoed: it works on; allowed: it goes")
    void shouldHonourAVeto(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            installDriver();
            String id = plug(copies);
            long provider = machine.awaitProvider(id).number();
            script.when("QUERY_REMOVE_DEVICE", call -> "DEVICE_BUSY");
            assertRefused(NtStatus.DEVICE_BUSY, () -> machine.pnp().eject(id));
            assertRefused(NtStatus.DEVICE_BUSY, () -> machine.pnp().disable(id));
            assertTrue(script.routines(id).endsWith(
                    "QUERY_REMOVE_DEVICE CANCEL_REMOVE_DEVICE QUERY_REMOVE_DEVICE CANCEL_REMOVE_DEVICE"),
                    () -> script.routines(id));
            shouldWork(id, copies);
            assertEquals(provider, machine.awaitProvider(id).number(), "it was never stopped");

            script.asUsual();
            machine.pnp().eject(id);
            machine.awaitProblem(id, ProblemCode.HELD_FOR_EJECT);
            script.assertAllOver();
            copies.awaitMore();
            machine.pnp().rescan();
            shouldWork(id, copies);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("section 3: a first start that fails is removed, problem 10; it starts when tried again")
    void shouldSurviveAFailedStart(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            installDriver();
            String other = plug(copies);
            script.when("START_DEVICE", call -> "IO_DEVICE_ERROR");
            String id = bus.plug(SCRIPTED_DEVICE);
            machine.awaitProblem(id, ProblemCode.FAILED_START);
            assertTrue(script.routines(id).endsWith("START_DEVICE REMOVE_DEVICE"), () -> script.routines(id));
            assertEquals(Optional.empty(), machine.provider(id));
            shouldWork(other, copies);
            shouldWorkOnceStarted(id, copies);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("section 3: a start that fails after a stop ends in SURPRISE_REMOVAL and REMOVE")
    void shouldSurviveAFailedRestart(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            installDriver();
            String other = plug(copies);
            String id = plug(copies);
            script.when("START_DEVICE", call -> "IO_DEVICE_ERROR");
            assertRefused(NtStatus.IO_DEVICE_ERROR, () -> machine.pnp().rebalance(id));
            machine.awaitProblem(id, ProblemCode.FAILED_START);
            assertTrue(script.routines(id).endsWith("QUERY_STOP_DEVICE STOP_DEVICE FILTER_RESOURCE_REQUIREMENTS "
                    + "START_DEVICE SURPRISE_REMOVAL REMOVE_DEVICE"), () -> script.routines(id));
            assertEquals(Optional.empty(), machine.provider(id));
            shouldWork(other, copies);
            shouldWorkOnceStarted(id, copies);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-5, PNP-7, STA-3] a rebalance is vetoed: it works on; allowed: it has other resources")
    void shouldRebalance(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            installDriver();
            String id = plug(copies);
            long provider = machine.awaitProvider(id).number();
            ResourceList before = machine.pnp().device(id).orElseThrow().resources();
            script.when("QUERY_STOP_DEVICE", call -> "DEVICE_BUSY");
            assertRefused(NtStatus.DEVICE_BUSY, () -> machine.pnp().rebalance(id));
            assertTrue(script.routines(id).endsWith("QUERY_STOP_DEVICE CANCEL_STOP_DEVICE"), () -> script.routines(id));
            shouldWork(id, copies);
            script.asUsual();
            for (int round = 0; round < 10; round++) {
                machine.pnp().rebalance(id);
                ResourceList after = machine.pnp().device(id).orElseThrow().resources();
                assertNotEquals(before, after);
                before = after;
                shouldWork(id, copies);
            }
            assertEquals(provider, machine.awaitProvider(id).number(), "it was stopped and started, not removed");
        }
    }
}
