// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.pnp.driver.BundleFacts.Activity;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.DriverInfo;

class DriverStoreTest {

    private static final Map<String, Object> TOY = Map.of("name", "toy", "hardwareIds", List.of("ROOT\\TOY"));

    private final DriverStore store = new DriverStore(() -> Duration.ZERO);
    private final Driver service = (driver, path) -> NtStatus.SUCCESS;

    private static BundleFacts bundle(long id, boolean active, boolean inStore, List<Map<String, Object>> inf) {
        return new BundleFacts(id, "bundle." + id, "1.0.0", active ? Activity.ACTIVE : Activity.STOPPED,
                inStore ? "/store/" + id + ".jar" : "", inf);
    }

    private DriverInfo only() {
        List<DriverInfo> all = store.drivers(driver -> List.of());
        assertEquals(1, all.size(), all.toString());
        return all.get(0);
    }

    @Test
    @DisplayName("a bundle with the capability that is not started is a staged driver")
    void shouldStageADriverThatIsNotStarted() {
        store.bundleSeen(bundle(5, false, true, List.of(TOY)));
        assertEquals(new DriverInfo("toy", "1.0.0", 5, LoadState.STAGED, List.of("ROOT\\TOY"), List.of(), ""), only());
        store.bundleGone(5);
        assertEquals(List.of(), store.drivers(driver -> List.of()));
    }

    @Test
    @DisplayName("a capability in a started bundle without a service is told so")
    void shouldSayThatAStartedBundleHasNoService() {
        store.bundleSeen(bundle(5, true, true, List.of(TOY)));
        assertEquals(LoadState.STAGED, only().state());
        assertTrue(only().detail().contains("no Driver service with org.netdma.driver.name=toy"), only().detail());
    }

    @Test
    @DisplayName("[PNP-15] a driver arrives from the start of its bundle until its service is there, or the bundle stops")
    void shouldExpectDrivers() {
        DriverStore expecting = new DriverStore(() -> Duration.ofMinutes(5));
        BundleFacts stopped = bundle(5, false, false, List.of(TOY));
        BundleFacts active = bundle(5, true, false, List.of(TOY));
        BundleFacts decided = new BundleFacts(5, "bundle.5", "1.0.0", Activity.TO_BE_STARTED, "", List.of(TOY));
        expecting.bundleSeen(decided);
        assertEquals(List.of(), expecting.arriving(), "the framework starts it when it is at its start level");
        expecting.bundleSeen(stopped);
        expecting.bundleSeen(decided);
        assertEquals(1, expecting.arriving().size());
        expecting.bundleSeen(active);
        assertEquals(1, expecting.arriving().size());
        expecting.serviceArrived(active, "toy", service);
        assertEquals(List.of(), expecting.arriving());
        expecting.forget(expecting.serviceDeparted(service).orElseThrow());
        assertEquals(List.of(), expecting.arriving());
        expecting.bundleSeen(stopped);
        expecting.bundleSeen(active);
        assertEquals(1, expecting.arriving().size());
        expecting.bundleSeen(decided); // as while it stops
        assertEquals(List.of(), expecting.arriving());
        expecting.bundleSeen(active);
        expecting.bundleGone(5);
        assertEquals(List.of(), expecting.arriving());
    }

    @Test
    @DisplayName("a service without a capability is told so, and not offered to devices")
    void shouldSayThatAServiceHasNoCapability() {
        assertTrue(store.serviceArrived(bundle(5, true, false, List.of(TOY)), "other", service).isEmpty());
        assertEquals(List.of(), store.available());
        DriverInfo orphan = store.drivers(driver -> List.of()).get(0);
        assertEquals(LoadState.FAILED, orphan.state());
        assertTrue(orphan.detail().contains("'other' but has no capability org.netdma.driver"), orphan.detail());
        assertTrue(store.serviceDeparted(service).isEmpty());
        assertEquals(List.of(), store.drivers(driver -> List.of()));
    }

    @Test
    @DisplayName("a bundle of the driver store without the capability is no driver; elsewhere it is nobody's business")
    void shouldNameBundlesInTheStoreThatAreNoDrivers() {
        store.bundleSeen(bundle(4, true, false, List.of()));
        store.bundleSeen(bundle(5, true, true, List.of()));
        assertEquals(LoadState.NOT_A_DRIVER, only().state());
        assertEquals("bundle.5", only().name());
    }

    @Test
    void shouldNameACapabilityThatIsMalformed() {
        store.bundleSeen(bundle(5, false, true, List.of(Map.of("name", "toy"))));
        assertEquals(LoadState.FAILED, only().state());
        assertTrue(only().detail().contains("hardwareIds"), only().detail());
    }

    @Test
    @DisplayName("[PNP-15] of two equal drivers with one name, the one installed first is used until it goes")
    void shouldUseTheFirstOfTwoDriversWithOneName() {
        BundleFacts first = bundle(5, true, false, List.of(TOY));
        Driver other = (driver, path) -> NtStatus.UNSUCCESSFUL;
        StoredDriver one = store.serviceArrived(first, "toy", service).orElseThrow();
        StoredDriver two = store.serviceArrived(bundle(6, true, false, List.of(TOY)), "toy", other).orElseThrow();
        assertEquals(List.of(one), store.available());
        assertTrue(store.drivers(driver -> List.of()).get(1).detail().contains("same driver"));
        assertEquals(one, store.serviceDeparted(service).orElseThrow());
        assertEquals(List.of(two), store.available());
    }

    @Test
    void shouldKnowTheFilesOfTheStoreByPathAndByUri(@TempDir Path folder) {
        Path jar = folder.resolve("a driver.jar");
        for (String location : List.of(folder.toString(), folder.toUri().toString())) {
            StoreFolder store = new StoreFolder(location);
            assertEquals(jar.toString(), store.fileOf(jar.toUri().toString()), location);
            assertEquals(jar.toString(), store.fileOf("reference:" + jar.toUri()), location);
            assertEquals(jar.toString(), store.fileOf(jar.toString()), location);
            assertEquals("", store.fileOf(folder.resolveSibling("other.jar").toUri().toString()));
            assertEquals("", store.fileOf("inputstream:jar"));
            assertEquals("", store.fileOf("System Bundle"));
        }
        assertEquals("", new StoreFolder(null).fileOf(jar.toString()));
    }
}
