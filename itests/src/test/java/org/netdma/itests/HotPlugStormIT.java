// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.itests.drivers.Journal;
import org.netdma.itests.drivers.PciDriver;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** People and bundles at their worst: devices come, go and are handled while their driver's bundle comes and goes. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class HotPlugStormIT {

    private static final PciDevice DEVICE = PciDevice.of(0x1234, 0x0D3A);
    private static final int ROUNDS = 150;

    private interface Blow {
        void strike(Random random) throws Exception;
    }

    @Test
    @DisplayName("[PNP-12, PNP-14, PNP-18] after a storm of plugging, handling and bundle changes all is in order")
    void shouldSurviveAStorm(BundleContext context) throws Exception {
        Machine machine = new Machine(context);
        PnpManager pnp = machine.pnp();
        VirtualPciBus bus = machine.service(VirtualPciBus.class);
        Journal journal = Journal.open(context);
        Bundle driver = machine.install(TestBundles.toy(PciDriver.class));
        bus.plugAll(List.of(DEVICE, DEVICE, DEVICE));
        Threads calm = Threads.now();
        List<Blow> storm = List.of(
                random -> bus.plug(DEVICE),
                random -> bus.unplug(any(bus, random)),
                random -> handle(pnp, any(bus, random), random),
                random -> {
                    if (random.nextBoolean()) {
                        driver.start();
                    } else {
                        driver.stop();
                    }
                });
        blow(storm);

        driver.start();
        for (String id : bus.devices().keySet()) {
            pnp.enable(id);
        }
        pnp.rescan();
        pnp.awaitSettled(Duration.ofSeconds(60));
        for (String id : bus.devices().keySet()) {
            DeviceInfo device = pnp.device(id).orElseThrow();
            assertEquals(DeviceState.STARTED, device.state(), device::toString);
        }
        for (String id : List.copyOf(bus.devices().keySet())) {
            bus.unplug(id);
        }
        calm.awaitNoOthers();
        machine.uninstallDrivers();
        List<String> lines = journal.lines();
        assertEquals(count(lines, "DriverEntry"), count(lines, "Unload"));
        assertEquals(count(lines, "AddDevice"), count(lines, "REMOVE_DEVICE"));
        journal.close();
    }

    private static long count(List<String> lines, String call) {
        return lines.stream().filter(line -> line.split(" ")[0].equals(call)).count();
    }

    private static String any(VirtualPciBus bus, Random random) {
        List<String> ids = List.copyOf(bus.devices().keySet());
        return ids.isEmpty() ? "none" : ids.get(random.nextInt(ids.size()));
    }

    private static void handle(PnpManager pnp, String id, Random random) throws NtStatusException {
        switch (random.nextInt(6)) {
            case 0 -> pnp.disable(id);
            case 1 -> pnp.enable(id);
            case 2 -> pnp.restart(id);
            case 3 -> pnp.rebalance(id);
            case 4 -> pnp.eject(id);
            default -> pnp.rescan();
        }
    }

    private static void blow(List<Blow> storm) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(storm.size());
        List<Future<?>> blows = new ArrayList<>();
        for (Blow blow : storm) {
            Random random = new Random(storm.indexOf(blow));
            blows.add(people.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    try {
                        blow.strike(random);
                    } catch (NtStatusException refused) {
                        // The device is gone, or not in a state for it: what a storm is made of.
                        assertEquals(false, refused.getMessage().isEmpty());
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : blows) {
            each.get(120, TimeUnit.SECONDS);
        }
        people.shutdown();
        people.awaitTermination(60, TimeUnit.SECONDS);
    }
}
