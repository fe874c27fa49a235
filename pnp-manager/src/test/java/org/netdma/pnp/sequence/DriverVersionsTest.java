// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.pnp.driver.BundleFacts.Activity;
import org.netdma.pnp.driver.BundleFacts;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo;

/** Two versions of one driver, each in a bundle of its own, both started. */
class DriverVersionsTest {

    private static final String FIRST = "ROOT\\TOY\\0000";
    private static final String SECOND = "ROOT\\TOY\\0001";

    /** A service may take a fifth of it to come: longer than any machine is slow. */
    private static final Duration CALL = Duration.ofMinutes(5);

    private TestMachine machine = new TestMachine(new PnpLimits(CALL, CALL, CALL));

    @AfterEach
    void close() {
        machine.close();
    }

    private ToyDriver plug(String version, long windows) {
        return machine.plug("TOY", version, new ToyDriver(machine.io()),
                Map.of("rootEnumerated", 2L, "memoryWindows", List.of(windows)));
    }

    private DriverInfo driver(String version) {
        return machine.pnp().drivers().stream().filter(driver -> driver.version().equals(version)).findFirst()
                .orElseThrow();
    }

    private List<String> devicesOf(String version) {
        return driver(version).devices();
    }

    private void settle() {
        assertTrue(machine.pnp().awaitSettled(Duration.ofMinutes(1)));
    }

    @Test
    @DisplayName("[PNP-15] a higher version is offered when it comes, and serves each device from its restart on")
    void shouldTakeTheHigherVersionOnRestart() throws NtStatusException {
        ToyDriver old = plug("1.0.0", 4096);
        machine.awaitStarted(SECOND);
        ToyDriver fresh = plug("2.0.0", 8192);
        settle();
        assertEquals(List.of(FIRST, SECOND), devicesOf("1.0.0"));
        assertEquals(DriverInfo.LoadState.STAGED, driver("2.0.0").state());
        assertTrue(driver("2.0.0").detail().contains("pnp:restart"), driver("2.0.0").detail());
        machine.pnp().restart(FIRST);
        machine.awaitStarted(FIRST);
        assertEquals(List.of(FIRST), devicesOf("2.0.0"));
        assertEquals(List.of(SECOND), devicesOf("1.0.0"), "it was not asked to restart");
        assertEquals(8192, machine.device(FIRST).resources().memory().get(0).length(), "as the newer package says");
        machine.pnp().restart(SECOND);
        machine.awaitStarted(SECOND);
        assertEquals(List.of(FIRST, SECOND), devicesOf("2.0.0"));
        assertEquals("Unload", old.journal().get(old.journal().size() - 1));
        machine.unplug(old);
        assertEquals(List.of(FIRST, SECOND), devicesOf("2.0.0"));
        assertTrue(fresh.journal().stream().noneMatch(line -> line.startsWith("REMOVE")), fresh.journal()::toString);
    }

    private static BundleFacts newer(Activity activity) {
        return new BundleFacts(99, "bundle.99", "2.0.0", activity, "",
                List.of(Map.of("name", "TOY", "hardwareIds", List.of("ROOT\\TOY"))));
    }

    @ParameterizedTest
    @EnumSource(value = Activity.class, names = {"TO_BE_STARTED", "ACTIVE"})
    @DisplayName("[PNP-15] a restart waits for the higher version whose bundle is just being started")
    void shouldWaitForTheHigherVersion(Activity starting) throws Exception {
        plug("1.0.0", 4096);
        machine.awaitStarted(SECOND); // else it would wait for the higher version, and the restart for it
        settle();
        DriverReports reports = machine.plugAndPlay().driverReports();
        reports.bundleSeen(newer(Activity.STOPPED)); // installed, and not offered to the PnP manager to be started
        reports.bundleSeen(newer(starting));
        FutureTask<Void> restart = new FutureTask<>(() -> {
            machine.pnp().restart(FIRST);
            return null;
        });
        new Thread(restart, "restart").start();
        machine.await("the device to wait", () -> machine.device(FIRST).state() != DeviceState.STARTED);
        reports.driverArrived(newer(Activity.ACTIVE), "TOY", new ToyDriver(machine.io()));
        restart.get();
        machine.awaitStarted(FIRST);
        assertEquals(List.of(FIRST), devicesOf("2.0.0"));
    }

    @Test
    @DisplayName("[PNP-15] a restart does not wait for ever: the lower version serves if the higher one does not come")
    void shouldNotWaitForEver() throws NtStatusException {
        machine.close();
        machine = new TestMachine();
        plug("1.0.0", 4096);
        machine.awaitStarted(SECOND); // else it would wait for the higher version, and the restart for it
        settle();
        machine.plugAndPlay().driverReports().bundleSeen(newer(Activity.ACTIVE));
        machine.pnp().restart(FIRST);
        assertEquals(List.of(FIRST, SECOND), devicesOf("1.0.0"));
    }

    @Test
    @DisplayName("[PNP-15] when the version in use goes, the other one serves")
    void shouldServeByTheOneThatIsLeft() {
        ToyDriver old = plug("1.0.0", 4096);
        machine.awaitStarted(SECOND);
        ToyDriver fresh = plug("2.0.0", 8192);
        machine.unplug(old);
        machine.awaitStarted(FIRST);
        machine.awaitStarted(SECOND);
        assertEquals(List.of(FIRST, SECOND), devicesOf("2.0.0"));
        plug("1.5.0", 4096);
        settle();
        assertTrue(driver("1.5.0").detail().contains("newer or installed earlier"), driver("1.5.0").detail());
        machine.unplug(fresh);
        machine.awaitStarted(FIRST);
        machine.awaitStarted(SECOND);
        assertEquals(List.of(FIRST, SECOND), devicesOf("1.5.0"));
    }

    @Test
    @DisplayName("a changed configuration restarts the devices of both versions, and with that takes the higher one")
    void shouldApplyParametersToBothVersions() throws NtStatusException {
        plug("1.0.0", 4096);
        machine.awaitStarted(SECOND);
        plug("2.0.0", 8192);
        settle();
        machine.pnp().restart(FIRST);
        machine.configure("TOY", Map.of("rootEnumerated", "3"));
        settle();
        machine.awaitStarted("ROOT\\TOY\\0002");
        assertEquals(3, devicesOf("2.0.0").size());
        machine.configure("TOY", Map.of("rootEnumerated", "1"));
        settle();
        assertEquals(List.of(FIRST), devicesOf("2.0.0"));
    }
}
