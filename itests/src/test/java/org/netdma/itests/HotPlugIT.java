// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.itests.drivers.Journal;
import org.netdma.itests.drivers.PciDriver;
import org.netdma.itests.drivers.UpperFilterDriver;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.ProblemCode;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Devices of the virtual PCI bus and drivers that are loaded on demand, in a real framework. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class HotPlugIT {

    private static final PciDevice DEVICE = PciDevice.of(0x1234, 0x0D3A);

    private Machine machine;
    private Journal journal;
    private VirtualPciBus bus;

    @BeforeEach
    void open(BundleContext context) throws Exception {
        machine = new Machine(context);
        journal = Journal.open(context);
        bus = machine.service(VirtualPciBus.class);
    }

    @AfterEach
    void close() throws Exception {
        for (String id : List.copyOf(bus.devices().keySet())) {
            machine.pnp().enable(id);
            bus.unplug(id);
        }
        machine.uninstallDrivers();
        journal.close();
    }

    private void awaitState(Bundle bundle, int state) throws Exception {
        Await.until(bundle::getState, now -> now == state, "bundle state " + state);
    }

    @Test
    @DisplayName("[PNP-12] a staged driver's bundle is started for a device, and stopped after its last one")
    void shouldLoadADriverOnDemand() throws Exception {
        Bundle bundle = machine.install(TestBundles.toy(PciDriver.class));
        machine.awaitDriver("toy.pci", LoadState.STAGED);
        for (int round = 1; round <= 3; round++) {
            List<String> ids = bus.plugAll(List.of(DEVICE, DEVICE));
            for (String id : ids) {
                assertEquals(DeviceState.STARTED, machine.pnp().device(id).orElseThrow().state());
            }
            assertEquals(Bundle.ACTIVE, bundle.getState());
            bus.unplug(ids.get(0));
            assertEquals(Bundle.ACTIVE, bundle.getState());
            bus.unplug(ids.get(1));
            awaitState(bundle, Bundle.RESOLVED);
            assertEquals("Unload", journal.last());
            assertEquals(round, journal.lines().stream().filter("DriverEntry"::equals).count());
        }
    }

    @Test
    @DisplayName("[PNP-12] a staged filter joins the stack with the function driver, and both bundles stop after it")
    void shouldLoadAFilterOnDemand() throws Exception {
        Bundle filter = machine.install(TestBundles.toy(UpperFilterDriver.class));
        Bundle function = machine.install(TestBundles.toy(PciDriver.class));
        machine.awaitDriver("toy.filter", LoadState.STAGED);
        machine.awaitDriver("toy.pci", LoadState.STAGED);
        String id = bus.plug(DEVICE);
        assertEquals(List.of("PDO of " + id, "FDO of " + id, "upper filter DO of " + id),
                machine.awaitStarted(id).stack());
        bus.unplug(id);
        awaitState(filter, Bundle.RESOLVED);
        awaitState(function, Bundle.RESOLVED);
    }

    @Test
    @DisplayName("[PNP-16] a device that waits starts when a bundle with its driver is installed, or started")
    void shouldServeAWaitingDevice() throws Exception {
        String id = bus.plug(DEVICE);
        machine.awaitProblem(id, ProblemCode.FAILED_INSTALL);
        Bundle bundle = machine.install(TestBundles.toy(PciDriver.class));
        machine.awaitStarted(id);
        bundle.stop();
        machine.awaitProblem(id, ProblemCode.FAILED_INSTALL);
        machine.pnp().rescan();
        assertEquals(Bundle.RESOLVED, bundle.getState(), "[PNP-14] not started behind the back of who stopped it");
        bundle.start();
        machine.awaitStarted(id);
        bus.unplug(id);
        assertEquals(Bundle.ACTIVE, bundle.getState(), "somebody has started it for good");
    }

    @Test
    @DisplayName("[PNP-14, PNP-16] an uninstalled driver leaves its device waiting; an update takes it over")
    void shouldFollowTheBundle() throws Exception {
        String id = bus.plug(DEVICE);
        Bundle bundle = machine.installAndStart(TestBundles.toy(PciDriver.class));
        machine.awaitStarted(id);
        bundle.update();
        machine.awaitStarted(id);
        bundle.uninstall();
        machine.awaitProblem(id, ProblemCode.FAILED_INSTALL);
        assertEquals(2, journal.lines().stream().filter("Unload"::equals).count());
    }

    @Test
    @DisplayName("a configuration plugs a device in, its end pulls it out")
    void shouldPlugInConfiguredDevices() throws Exception {
        machine.install(TestBundles.toy(PciDriver.class));
        Configuration file = machine.service(ConfigurationAdmin.class)
                .getFactoryConfiguration("org.netdma.pci.device", "one", "?");
        file.update(FrameworkUtil.asDictionary(Map.of("vendor", "0x1234", "device", "0x0D3A", "slot", "9")));
        String id = PciDriver.HARDWARE_ID + "&SUBSYS_00000000&REV_00\\SLOT9";
        machine.awaitStarted(id);
        file.delete();
        machine.awaitGone(id);
        assertTrue(journal.lines().contains("SURPRISE_REMOVAL " + id), journal.lines()::toString);
    }

    @Test
    @DisplayName("[PNP-17] a disabled device stays disabled when its driver's bundle restarts")
    void shouldKeepADeviceDisabled() throws Exception {
        Bundle bundle = machine.installAndStart(TestBundles.toy(PciDriver.class));
        String id = bus.plug(DEVICE);
        machine.awaitStarted(id);
        machine.pnp().disable(id);
        bundle.stop();
        bundle.start();
        machine.awaitProblem(id, ProblemCode.DISABLED);
        machine.pnp().enable(id);
        machine.awaitStarted(id);
    }
}
