// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.DeviceStack;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.registry.ParameterSource;
import org.netdma.pnp.verifier.DriverVerifier;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.driver.Dispatch;

/** A stack of three, PDO, FDO, and an upper filter, for IRPs to travel without a PnP manager. */
abstract class ToyStack {

    static final Duration PATIENT = Duration.ofSeconds(60);
    static final IoStackLocation START = IoStackLocation.pnp(PnpMinorFunction.START_DEVICE);

    final List<String> journal = new ArrayList<>();
    IrpRouter router = new IrpRouter(() -> PATIENT, new DriverVerifier());
    DeviceLayer pdo;
    DeviceLayer fdo;
    DeviceLayer filter;

    @BeforeEach
    void completeAtTheBottomAndForwardAbove() throws NtStatusException {
        build(completes(NtStatus.SUCCESS), forwards(), forwards());
    }

    void build(Dispatch bottom, Dispatch middle, Dispatch top) throws NtStatusException {
        pdo = layer("bus", bottom);
        fdo = layer("function", middle);
        filter = layer("filter", top);
        DeviceStack stack = new DeviceStack(pdo, "ROOT\\TOY\\0000");
        stack.open();
        stack.attach(fdo);
        stack.attach(filter);
    }

    static DeviceLayer layer(String name, Dispatch pnp) throws NtStatusException {
        LoadedDriver driver = new LoadedDriver(name, new ConfiguredRegistryPath(name, ParameterSource.NONE));
        driver.setAddDevice((object, device) -> NtStatus.SUCCESS);
        driver.setUnload(object -> { });
        if (pnp != null) {
            driver.setDispatch(MajorFunction.PNP, pnp);
        }
        driver.driverEntryDone();
        return driver.createDevice(Map.of());
    }

    Dispatch completes(NtStatus status) {
        return (device, irp) -> {
            journal.add("bus");
            irp.setStatus(status);
            router.complete(irp);
            return status;
        };
    }

    Dispatch forwards() {
        return (device, irp) -> {
            journal.add(device == fdo ? "function" : "filter");
            return router.forward(device == fdo ? pdo : fdo, (IoRequestPacket) irp);
        };
    }

    IoRequestPacket send(IoStackLocation location) {
        IoRequestPacket irp = new IoRequestPacket(3, location);
        router.callDriver(filter, irp);
        return irp;
    }

    static boolean isCompleted(IoRequestPacket irp) {
        try {
            return irp.awaitCompletion(Duration.ZERO);
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
