// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.itests.drivers.ScriptedDriver;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.ProblemCode;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;

/** The framework itself stops, with engines at work, and starts with what it has stored. */
class FrameworkIT {

    private static final String REFERENCE = ProviderBundle.REFERENCE.instanceId();
    private static final String DISABLED = ScriptedDriver.HARDWARE_ID + "&SUBSYS_00000000&REV_00\\SLOT8";
    private static final String ENABLED = ScriptedDriver.HARDWARE_ID + "&SUBSYS_00000000&REV_00\\SLOT9";

    /** Felix leaves threads of its own behind that wait for bundles to resolve, and end later. */
    private static final String FELIX = "FelixResolver";

    static {
        new TestBundles().options(); // makes them
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-13, PNP-17] disabled devices stay so over restarts of the framework, others start again")
    void shouldRememberDisabledDevices(Load load) throws Exception {
        Path storage = folder.resolve("storage");
        try (OwnFramework framework = OwnFramework.start(storage)) {
            Machine machine = new Machine(framework.context());
            Script.open(framework.context());
            machine.installAndStart(ProviderBundle.REFERENCE.jar());
            machine.install(TestBundles.scriptedDriver("1.0.0"));
            configure(machine, "8");
            configure(machine, "9");
            for (String id : List.of(REFERENCE, DISABLED, ENABLED)) {
                machine.awaitStarted(id);
            }
            machine.pnp().disable(REFERENCE);
            machine.pnp().disable(DISABLED);
            stopWhileCopying(framework, load);
        }
        try (OwnFramework framework = OwnFramework.start(storage)) {
            Script script = Script.open(framework.context());
            Machine machine = new Machine(framework.context());
            machine.awaitStarted(ENABLED);
            machine.awaitProblem(REFERENCE, ProblemCode.DISABLED);
            machine.awaitProblem(DISABLED, ProblemCode.DISABLED);
            assertEquals("", script.routines(DISABLED));
            machine.pnp().enable(DISABLED);
            machine.awaitStarted(DISABLED);
            stopWhileCopying(framework, load);
            script.assertAllOver();
        }
        try (OwnFramework framework = OwnFramework.start(storage)) {
            Script.open(framework.context());
            Machine machine = new Machine(framework.context());
            machine.awaitStarted(DISABLED);
            machine.awaitProblem(REFERENCE, ProblemCode.DISABLED);
        }
    }

    private static void configure(Machine machine, String slot) throws Exception {
        machine.service(ConfigurationAdmin.class).getFactoryConfiguration("org.netdma.pci.device", slot, "?")
                .update(FrameworkUtil.asDictionary(Map.of("vendor", "0x1234", "device", "0x5C12", "slot", slot)));
    }

    private static void stopWhileCopying(OwnFramework framework, Load load) throws Exception {
        try (Copies copies = load.start(framework.context())) {
            copies.awaitMoreBy(ENABLED);
            framework.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[PNP-10, PNP-12, PNP-14, PNP-18] a shutdown in a storm of plugging and unplugging leaves nothing")
    void shouldShutDownInAStorm(Load load) throws Exception {
        Threads before = Threads.now();
        for (int round = 0; round < 2; round++) {
            try (OwnFramework framework = OwnFramework.start(folder.resolve(load + "-" + round))) {
                Machine machine = new Machine(framework.context());
                Script script = Script.open(framework.context());
                machine.installAndStart(ProviderBundle.REFERENCE.jar());
                machine.install(TestBundles.scriptedDriver("1.0.0"));
                machine.awaitStarted(REFERENCE);
                VirtualPciBus bus = machine.service(VirtualPciBus.class);
                try (Copies copies = load.start(framework.context()).withHardwareThatGoes()) {
                    List<Background> storm = new ArrayList<>();
                    for (int person = 0; person < 3; person++) {
                        Random random = new Random(person);
                        storm.add(Background.run(() -> plugAndUnplug(framework, bus, random)));
                    }
                    copies.awaitMore();
                    Await.until(script::lines, lines -> lines.size() > 100, "a storm");
                    framework.stop();
                    for (Background person : storm) {
                        assertEquals(Optional.empty(), person.end());
                    }
                }
                script.assertAllOver();
            }
        }
        Await.until(() -> before.others().stream().filter(name -> !name.startsWith(FELIX)).toList(), List::isEmpty,
                "threads gone");
    }

    private static void plugAndUnplug(OwnFramework framework, VirtualPciBus bus, Random random) {
        while (framework.isRunning()) {
            try {
                String id = bus.plug(random.nextBoolean() ? PciDevice.of(0x1234, 0x5C12)
                        : PciDevice.of(0x1234, 0x0D3A).withMemoryWindows(65536L).withMessageInterrupts(16));
                if (random.nextInt(4) > 0) {
                    bus.unplug(id);
                }
            } catch (NtStatusException refused) {
                assertFalse(refused.getMessage().isEmpty()); // the manager is on its way out
            }
        }
    }
}
