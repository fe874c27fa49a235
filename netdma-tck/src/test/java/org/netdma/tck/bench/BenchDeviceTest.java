// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.descriptor.ControlFlags;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpInformation.DeviceState.Flag;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** What the bench tells a driver of its device, and hears from it, as the PnP manager would. */
class BenchDeviceTest {

    private final List<PnpMinorFunction> requests = new CopyOnWriteArrayList<>();
    private final List<Boolean> gone = new ArrayList<>();
    private volatile IoManager io;
    private volatile SoundDevice started;
    private volatile Set<Flag> flags = Set.of();
    private final Bench bench = new Bench(new BenchPlan((ioManager, netDma) -> {
        io = ioManager;
        return new SoundDriver(ioManager, netDma) {
            @Override
            protected NtStatus pnp(DeviceObject fdo, Irp irp) {
                PnpMinorFunction request = (PnpMinorFunction) irp.currentStackLocation().minor();
                started = fdo.extension(SoundDevice.class);
                requests.add(request);
                gone.add(fdo.isGone());
                if (request == PnpMinorFunction.QUERY_PNP_DEVICE_STATE) {
                    irp.setInformation(new IrpInformation.DeviceState(flags));
                    return passDown(started, irp);
                }
                return super.pnp(fdo, irp);
            }
        };
    }, "SOUND", "BENCH\\SOUND", Map.of(), List.of(), ControlFlags.STATUS_UPDATE_ON_COMPLETION, Duration.ofSeconds(30)));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @DisplayName("[PNP-11] a device is gone from SURPRISE_REMOVAL on, as its driver sees it, and not when it is removed")
    void shouldBeGone() {
        Device removed = bench.startDevice();
        removed.remove();
        assertFalse(gone.contains(true), () -> requests + " " + gone);
        Device pulled = bench.startDevice();
        gone.clear();
        pulled.send(PnpMinorFunction.SURPRISE_REMOVAL);
        pulled.remove();
        assertEquals(List.of(true, true), gone);
        assertTrue(started.fdo.isGone(), "a device object that is deleted tells how its device left");
    }

    @Test
    @DisplayName("[MEM-13] a driver that says that its device's state changed is asked for it, once, while it is started")
    void shouldAskForTheState() {
        Device device = bench.startDevice();
        requests.clear();
        io.invalidateDeviceState(started.fdo);
        device.send(PnpMinorFunction.QUERY_STOP_DEVICE);
        device.stop();
        io.invalidateDeviceState(started.fdo);
        device.start();
        device.remove();
        io.invalidateDeviceState(started.fdo);
        assertEquals(List.of(PnpMinorFunction.QUERY_PNP_DEVICE_STATE, PnpMinorFunction.QUERY_STOP_DEVICE,
                PnpMinorFunction.STOP_DEVICE, PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS, PnpMinorFunction.START_DEVICE,
                PnpMinorFunction.REMOVE_DEVICE), requests);
        assertEquals(List.of(), bench.violations().all());
    }

    @Test
    @DisplayName("[MEM-13] a report that the device failed is told; one that it must not be disabled is none")
    void shouldTellOfAFailure() {
        Device device = bench.startDevice();
        flags = Set.of(Flag.NOT_DISABLEABLE);
        device.send(PnpMinorFunction.QUERY_PNP_DEVICE_STATE);
        bench.violations().assertNone("MEM-13");
        flags = Set.of(Flag.FAILED);
        io.invalidateDeviceState(started.fdo);
        device.remove();
        assertEquals(List.of("MEM-13"), bench.violations().all().stream().map(Violation::rule).toList());
    }
}
