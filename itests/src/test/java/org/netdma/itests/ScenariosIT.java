// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.itests.drivers.CompetingDriver;
import org.netdma.itests.drivers.ScriptedDriver;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.ResourceList;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** What happens to devices and drivers in the life of a machine, each of it with and without copies running. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class ScenariosIT {

    private static final PciDevice DEVICE = PciDevice.of(0x1234, 0x5C12).withMemoryWindows(4096L)
            .withMessageInterrupts(2);
    private static final int MANY = 100;

    private BundleContext context;
    private Machine machine;
    private Script script;
    private VirtualPciBus bus;

    @BeforeEach
    void open(BundleContext probe) throws Exception {
        context = probe;
        machine = new Machine(context);
        script = Script.open(context);
        bus = machine.service(VirtualPciBus.class);
    }

    @AfterEach
    void close() throws Exception {
        script.asUsual();
        for (String id : List.copyOf(bus.devices().keySet())) {
            machine.pnp().enable(id);
            bus.unplug(id);
        }
        machine.uninstallDrivers();
        script.close();
        assertEquals(List.of(), machine.clients().providers());
        assertEquals(0, machine.memory().usage().regions());
    }

    private Bundle installDriver() throws Exception {
        Bundle bundle = machine.install(TestBundles.scriptedDriver("1.0.0"));
        machine.awaitDriver(ScriptedDriver.NAME, LoadState.STAGED);
        return bundle;
    }

    private String plug(Copies copies) throws Exception {
        String id = bus.plug(DEVICE);
        shouldWork(id, copies);
        return id;
    }

    private void shouldWork(String id, Copies copies) throws Exception {
        machine.awaitStarted(id);
        machine.awaitProvider(id);
        copies.awaitMoreBy(id);
    }

    private static void assertRefused(NtStatus status, Executable request) {
        assertEquals(status, assertThrows(NtStatusException.class, request).status());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-16] device before driver: it waits with problem 28 and starts by itself")
    void shouldTakeTheDeviceBeforeTheDriver(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            String id = bus.plug(DEVICE);
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
            List<String> ids = bus.plugAll(Collections.nCopies(MANY, DEVICE));
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
            String id = bus.plug(DEVICE);
            machine.awaitProblem(id, ProblemCode.FAILED_START);
            assertTrue(script.routines(id).endsWith("START_DEVICE REMOVE_DEVICE"), () -> script.routines(id));
            assertEquals(Optional.empty(), machine.provider(id));
            shouldWork(other, copies);
            script.asUsual();
            machine.pnp().restart(id);
            shouldWork(id, copies);
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
            script.asUsual();
            machine.pnp().restart(id);
            shouldWork(id, copies);
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

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-14] a driver is updated: its devices restart with it, the old class loader is collected")
    void shouldUpdateTheDriver(Load load) throws Exception {
        try (Copies copies = load.start(context)) {
            Bundle driver = installDriver();
            driver.start();
            String first = plug(copies);
            String second = plug(copies);
            WeakReference<ClassLoader> old =
                    new WeakReference<>(driver.adapt(BundleWiring.class).getClassLoader());

            Machine.update(driver, TestBundles.scriptedDriver("1.1.0"));
            refresh(driver);

            shouldWork(first, copies);
            shouldWork(second, copies);
            assertEquals("1.1.0", machine.awaitDriver(ScriptedDriver.NAME, LoadState.LOADED).version());
            Await.until(() -> {
                System.gc();
                return old.get();
            }, gone -> gone == null, "class loader of the old driver collected");
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
                refresh(driver);
                shouldWork(id, copies);
            }
            assertTrue(script.routines(id).contains("REMOVE_DEVICE AddDevice"), () -> script.routines(id));
        }
    }

    private void refresh(Bundle bundle) throws Exception {
        CompletableFuture<FrameworkEvent> refreshed = new CompletableFuture<>();
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), refreshed::complete);
        refreshed.get(60, TimeUnit.SECONDS);
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
            List<String> ids = bus.plugAll(Collections.nCopies(5, DEVICE));
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
            Background plugging = Background.run(() -> bus.plug(DEVICE));
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
