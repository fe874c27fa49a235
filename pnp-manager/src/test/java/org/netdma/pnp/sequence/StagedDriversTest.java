// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.StagedBundles;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.ProblemCode;

class StagedDriversTest {

    private final TestMachine machine = new TestMachine();
    private final VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
    private final StagedBundles bundles = new StagedBundles(machine.plugAndPlay());

    @AfterEach
    void close() {
        machine.close();
    }

    private ToyDriver stage(long id, String name, String version) {
        ToyDriver driver = new ToyDriver(machine.io());
        bundles.install(id, name, version, driver, Slot.served());
        return driver;
    }

    @Test
    @DisplayName("[PNP-12] loaded on demand: bundle start, one DriverEntry, AddDevice per device; then Unload, stop")
    void shouldStartABundleForADeviceAndStopItAfterItsLastOne() throws NtStatusException {
        ToyDriver driver = stage(7, "TOY", "1.0.0");
        assertEquals(LoadState.STAGED, machine.driver("TOY").state());
        List<String> ids = bus.plugAll(List.of(Slot.DEVICE, Slot.DEVICE));
        ids.forEach(id -> assertEquals(DeviceState.STARTED, machine.device(id).state()));
        assertEquals(LoadState.LOADED, machine.driver("TOY").state());
        assertEquals(List.of("start 7 on netdma-pnp"), bundles.journal());
        bus.unplug(ids.get(0));
        assertEquals(1, bundles.journal().size());
        bus.unplug(ids.get(1));
        assertEquals(List.of("start 7 on netdma-pnp", "stop 7 on netdma-pnp"), bundles.journal());
        assertEquals(List.of("DriverEntry", "Unload"), driver.journal().stream()
                .filter(line -> !line.contains(" ")).toList());
        machine.pnp().rescan();
        assertEquals(LoadState.STAGED, machine.driver("TOY").state());
    }

    @Test
    @DisplayName("[PNP-12] the same driver is loaded again for the next device")
    void shouldStartTheBundleAgain() throws NtStatusException {
        ToyDriver driver = stage(7, "TOY", "1.0.0");
        for (int round = 0; round < 3; round++) {
            String id = bus.plug(Slot.DEVICE);
            assertEquals(DeviceState.STARTED, machine.device(id).state());
            bus.unplug(id);
        }
        assertEquals(6, bundles.journal().size());
        assertEquals(3, driver.journal().stream().filter("DriverEntry"::equals).count());
    }

    @Test
    @DisplayName("[PNP-16] a waiting device starts when a bundle with its driver is installed")
    void shouldServeAWaitingDeviceWithABundleThatIsInstalled() throws NtStatusException {
        String id = bus.plug(Slot.DEVICE);
        assertEquals(ProblemCode.FAILED_INSTALL, machine.device(id).problem());
        stage(7, "TOY", "1.0.0");
        machine.awaitStarted(id);
    }

    @Test
    @DisplayName("[PNP-15] of two staged drivers, the newer one's bundle is started, the other's never")
    void shouldStartTheBundleOfTheBestDriver() throws NtStatusException {
        stage(7, "OLD", "1.0.0");
        stage(8, "NEW", "2.0.0");
        assertEquals("NEW", machine.device(bus.plug(Slot.DEVICE)).driver());
        assertEquals(List.of("start 8 on netdma-pnp"), bundles.journal());
    }

    @Test
    @DisplayName("[PNP-15] a better staged driver is taken on restart only")
    void shouldOfferABetterDriverOnRestart() throws NtStatusException {
        stage(7, "OLD", "1.0.0");
        String id = bus.plug(Slot.DEVICE);
        stage(8, "NEW", "2.0.0");
        machine.pnp().rescan();
        assertEquals("OLD", machine.device(id).driver());
        machine.pnp().restart(id);
        assertEquals("NEW", machine.device(id).driver());
        assertTrue(bundles.journal().contains("stop 7 on netdma-pnp"), bundles.journal().toString());
    }

    @Test
    @DisplayName("[PNP-16, PNP-18] a bundle that can not be started is tried once; its device waits for the next one")
    void shouldGoOnWhenABundleCanNotBeStarted() throws NtStatusException {
        stage(7, "TOY", "1.0.0");
        bundles.refuse(true);
        String id = bus.plug(Slot.DEVICE);
        assertEquals(ProblemCode.FAILED_INSTALL, machine.device(id).problem());
        assertTrue(machine.driver("TOY").detail().contains("can not be resolved"), machine.driver("TOY").detail());
        bundles.refuse(false);
        machine.pnp().rescan();
        assertEquals(List.of(), bundles.journal());
        stage(7, "TOY", "1.0.1");
        machine.awaitStarted(id);
    }

    @Test
    @DisplayName("[PNP-14] a bundle that somebody wants stays started; when it goes, its devices are removed before")
    void shouldWaitForTheDevicesOfABundleThatStaysStarted() throws NtStatusException {
        ToyDriver driver = stage(7, "TOY", "1.0.0");
        String id = bus.plug(Slot.DEVICE);
        bundles.want();
        bus.unplug(id);
        bus.plug(Slot.DEVICE);
        assertEquals(DeviceState.STARTED, machine.device(id).state());
        assertEquals(1, bundles.journal().size(), "started once, never stopped");
        machine.unplug(driver);
        assertEquals("Unload", driver.journal().get(driver.journal().size() - 1));
        assertEquals(ProblemCode.FAILED_INSTALL, machine.device(id).problem());
    }

    @Test
    @DisplayName("[PNP-14] a bundle that somebody stops is not started again behind their back")
    void shouldNotStartABundleThatSomebodyStopped() throws NtStatusException {
        stage(7, "TOY", "1.0.0");
        String id = bus.plug(Slot.DEVICE);
        bundles.stop(7);
        machine.pnp().rescan();
        assertEquals(ProblemCode.FAILED_INSTALL, machine.device(id).problem());
        assertEquals(1, bundles.journal().stream().filter(line -> line.startsWith("start")).count());
        bundles.start(7);
        machine.awaitStarted(id);
    }
}
