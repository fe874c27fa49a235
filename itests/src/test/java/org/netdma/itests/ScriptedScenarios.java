// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.netdma.itests.drivers.ScriptedDriver;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Scenarios on the virtual PCI bus, with devices whose drivers ask a script; when one is over, nothing is left. */
@InFelix({NetDmaOptions.class, TestBundles.class})
abstract class ScriptedScenarios {

    /** What scripted drivers serve. */
    static final PciDevice SCRIPTED_DEVICE = PciDevice.of(0x1234, 0x5C12).withMemoryWindows(4096L)
            .withMessageInterrupts(2);

    BundleContext context;
    Machine machine;
    Script script;
    VirtualPciBus bus;

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

    Bundle installDriver() throws Exception {
        Bundle bundle = machine.install(TestBundles.scriptedDriver("1.0.0"));
        machine.awaitDriver(ScriptedDriver.NAME, LoadState.STAGED);
        return bundle;
    }

    String plug(Copies copies) throws Exception {
        String id = bus.plug(SCRIPTED_DEVICE);
        shouldWork(id, copies);
        return id;
    }

    void shouldWork(String id, Copies copies) throws Exception {
        machine.awaitStarted(id);
        machine.awaitProvider(id);
        copies.awaitMoreBy(id);
    }

    /** A device that failed does, when its driver does as it should and somebody starts it. */
    void shouldWorkOnceStarted(String id, Copies copies) throws Exception {
        script.asUsual();
        machine.pnp().restart(id);
        shouldWork(id, copies);
    }

    static void assertRefused(NtStatus status, Executable request) {
        assertEquals(status, assertThrows(NtStatusException.class, request).status());
    }
}
