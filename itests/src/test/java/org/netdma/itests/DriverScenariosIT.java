// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.itests.drivers.CompetingDriver;
import org.netdma.itests.drivers.ScriptedDriver;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.ProblemCode;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** What happens to drivers and their bundles in the life of a machine, each of it with and without copies running. */
class DriverScenariosIT extends ScriptedScenarios {

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-14] a driver is updated: its devices restart with it, the old class loader is collected")
    void shouldUpdateTheDriver(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            Bundle driver = installDriver();
            driver.start();
            String first = plug(copies);
            String second = plug(copies);
            WeakReference<ClassLoader> old = new WeakReference<>(driver.adapt(BundleWiring.class).getClassLoader());

            Machine.update(driver, TestBundles.scriptedDriver("1.1.0"));
            Refresh.of(driver, context);

            shouldWork(first, copies);
            shouldWork(second, copies);
            assertEquals("1.1.0", machine.awaitDriver(ScriptedDriver.NAME, LoadState.LOADED).version());
            Await.collected(old, "class loader of the old driver");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-14] a driver's bundle is refreshed, by itself and with all that is to be refreshed")
    void shouldRefreshTheDriver(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            Bundle driver = installDriver();
            driver.start();
            String id = plug(copies);
            for (int round = 0; round < 3; round++) {
                Refresh.of(driver, context);
                shouldWork(id, copies);
            }
            assertTrue(script.routines(id).contains("REMOVE_DEVICE AddDevice"), () -> script.routines(id));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-15] two drivers compete: one serves each device at a time, the next takes over when it goes")
    void shouldLetTwoDriversCompete(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            Bundle scripted = machine.installAndStart(TestBundles.scriptedDriver("1.1.0"));
            Bundle competing = machine.installAndStart(TestBundles.toy(CompetingDriver.class));
            machine.awaitDriver(ScriptedDriver.NAME, LoadState.STAGED);
            machine.awaitDriver(CompetingDriver.NAME, LoadState.STAGED);
            List<String> ids = bus.plugAll(Collections.nCopies(5, SCRIPTED_DEVICE));
            for (String id : ids) {
                assertEquals(ScriptedDriver.NAME, machine.awaitStarted(id).driver(), "the newer one");
            }
            Background comesAndGoes = Background.run(() -> comeAndGo(competing));
            comeAndGo(scripted);
            assertEquals(Optional.empty(), comesAndGoes.end());
            for (String id : ids) {
                shouldWork(id, copies);
                assertServedByOneAtATime(id);
            }
            machine.pnp().restart(ids.get(0));
            assertEquals(ScriptedDriver.NAME, machine.awaitStarted(ids.get(0)).driver(), "the newer one");
        }
    }

    private static void comeAndGo(Bundle driver) throws Exception {
        for (int round = 0; round < 10; round++) {
            driver.stop();
            driver.start();
        }
    }

    private void assertServedByOneAtATime(String id) {
        String serving = "";
        for (String line : script.lines().stream().filter(each -> each.endsWith(" " + id)).toList()) {
            String driver = line.split(" ")[0];
            String routine = line.split(" ")[1];
            assertEquals(routine.equals("AddDevice") ? "" : driver, serving, () -> line + " in " + script.lines());
            serving = routine.equals("REMOVE_DEVICE") ? "" : driver;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-2, PNP-12, PNP-14] a bundle is stopped while its DriverEntry runs")
    void shouldStopABundleInItsDriverEntry(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            Bundle driver = installDriver();
            Script.Hold hold = script.hold("DriverEntry");
            Background plugging = Background.run(() -> bus.plug(SCRIPTED_DEVICE));
            hold.awaitReached();
            Background stopping = Background.run(driver::stop);
            stopping.awaitWaiting();
            hold.letGo();
            assertEquals(Optional.empty(), plugging.end());
            assertEquals(Optional.empty(), stopping.end());
            assertEquals(Bundle.RESOLVED, driver.getState());
            String id = bus.devices().keySet().iterator().next();
            DeviceInfo device = machine.awaitProblem(id, ProblemCode.FAILED_INSTALL);
            assertEquals(DeviceState.ENUMERATED, device.state());
            script.assertAllOver();
            copies.awaitMore();
            driver.start();
            shouldWork(id, copies);
        }
    }
}
