// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.minimal;

import java.util.Set;
import org.netdma.NetDmaVersion;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Drives {@link MinimalEngine}s. Its bundle, dropped in, is a started engine. */
@Component(service = Driver.class)
@PnpDriver(name = "org.netdma.provider.minimal", hardwareIds = "ROOT\\NETDMA_MINIMAL", rootEnumerated = 1)
public final class MinimalDriver implements Driver {

    private final IoManager io;
    private final NetDma netDma;

    @Activate
    public MinimalDriver(@Reference IoManager io, @Reference NetDma netDma) {
        this.io = io;
        this.netDma = netDma;
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        driver.setAddDevice(this::addDevice);
        driver.setUnload(unloaded -> { });
        driver.setDispatch(MajorFunction.PNP, this::pnp);
        return NtStatus.SUCCESS;
    }

    private NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        MinimalEngine engine = new MinimalEngine(io);
        try {
            engine.fdo = io.createDevice(driver, engine);
            engine.lower = io.attachDeviceToDeviceStack(engine.fdo, pdo);
            engine.registration = netDma.registerProvider(engine, new ProviderCharacteristics(
                    NetDmaVersion.V1_0, Set.of(), pdo, MinimalEngine.CHANNELS, "Minimal DMA engine"));
            return NtStatus.SUCCESS;
        } catch (NtStatusException e) {
            return e.status();
        }
    }

    private NtStatus pnp(DeviceObject fdo, Irp irp) {
        MinimalEngine engine = fdo.extension(MinimalEngine.class);
        switch ((PnpMinorFunction) irp.currentStackLocation().minor()) {
            case START_DEVICE -> {
                NtStatus status = io.forwardIrpSynchronously(engine.lower, irp);
                if (status.isSuccess()) {
                    status = engine.registration.start(new ProviderAttributes(1, 0, 0, MinimalEngine.CHANNELS,
                            MinimalEngine.MAXIMUM_TRANSFER_SIZE, Long.MAX_VALUE));
                    engine.started = status.isSuccess();
                }
                irp.setStatus(status);
                io.completeRequest(irp);
                return status;
            }
            case STOP_DEVICE, SURPRISE_REMOVAL -> stop(engine);
            case REMOVE_DEVICE -> {
                stop(engine);
                engine.registration.deregister();
                irp.setStatus(NtStatus.SUCCESS);
                NtStatus status = io.forwardIrp(engine.lower, irp);
                io.detachDevice(engine.lower);
                io.deleteDevice(fdo);
                return status;
            }
            default -> { }
        }
        return io.forwardIrp(engine.lower, irp);
    }

    /** REMOVE comes after STOP or SURPRISE_REMOVAL too, and after a START that failed. */
    private static void stop(MinimalEngine engine) {
        if (engine.started) {
            engine.started = false;
            engine.registration.stop();
        }
    }
}
