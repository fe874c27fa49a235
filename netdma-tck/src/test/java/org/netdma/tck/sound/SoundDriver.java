// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.sound;

import java.util.Set;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** A driver that does all by the contract. Wrong drivers are made of it by overriding one routine. */
public class SoundDriver implements Driver {

    /** The most bytes of one descriptor. */
    public static final long MAXIMUM_TRANSFER_SIZE = 1 << 20;
    /** The highest address that the engine reaches. */
    public static final long MAXIMUM_ADDRESS = (1L << 40) - 1;

    protected final IoManager io;
    protected final NetDma netDma;

    public SoundDriver(IoManager io, NetDma netDma) {
        this.io = io;
        this.netDma = netDma;
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        driver.setAddDevice(this::addDevice);
        driver.setUnload(this::unload);
        driver.setDispatch(MajorFunction.PNP, this::pnp);
        return NtStatus.SUCCESS;
    }

    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        try {
            return addDevice(driver, pdo, SoundOptions.read(driver.registryPath()));
        } catch (NtStatusException e) {
            return e.status();
        }
    }

    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo, SoundOptions options) {
        SoundDevice device = new SoundDevice(this, io, options);
        try {
            device.fdo = io.createDevice(driver, device);
            device.lower = io.attachDeviceToDeviceStack(device.fdo, pdo);
            device.registration = netDma.registerProvider(device.engine(), characteristics(options, pdo));
            return NtStatus.SUCCESS;
        } catch (NtStatusException e) {
            leaveStack(device);
            return e.status();
        }
    }

    protected ProviderCharacteristics characteristics(SoundOptions options, DeviceObject pdo) {
        return new ProviderCharacteristics(options.version(), Set.of(), pdo, options.channels(), "Sound engine");
    }

    protected ProviderAttributes attributes(SoundOptions options) {
        return new ProviderAttributes(1, 0, 0, options.channels(), MAXIMUM_TRANSFER_SIZE, MAXIMUM_ADDRESS);
    }

    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number);
    }

    protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters, ChannelHandle handle) {
        return engine.allocate(parameters, handle);
    }

    protected void unload(DriverObject driver) {
        // nothing was taken in DriverEntry
    }

    protected NtStatus pnp(DeviceObject fdo, Irp irp) {
        SoundDevice device = fdo.extension(SoundDevice.class);
        return switch ((PnpMinorFunction) irp.currentStackLocation().minor()) {
            case FILTER_RESOURCE_REQUIREMENTS -> filter(device, irp);
            case START_DEVICE -> start(device, irp);
            case STOP_DEVICE -> stop(device, irp);
            case SURPRISE_REMOVAL -> surpriseRemoval(device, irp);
            case REMOVE_DEVICE -> remove(device, irp);
            default -> io.forwardIrp(device.lower, irp);
        };
    }

    protected NtStatus filter(SoundDevice device, Irp irp) {
        io.forwardIrpSynchronously(device.lower, irp);
        irp.information(IrpInformation.Requirements.class)
                .ifPresent(offered -> irp.setInformation(
                        new IrpInformation.Requirements(filter(device, offered.list()))));
        return complete(irp, NtStatus.SUCCESS);
    }

    protected ResourceRequirementsList filter(SoundDevice device, ResourceRequirementsList offered) {
        return device.engine().filter(offered);
    }

    protected NtStatus start(SoundDevice device, Irp irp) {
        NtStatus status = io.forwardIrpSynchronously(device.lower, irp);
        if (status.isSuccess()) {
            status = startDevice(device, (StartDevice) irp.currentStackLocation().parameters());
        }
        return complete(irp, status);
    }

    protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
        try {
            device.powerUp(parameters.assigned());
        } catch (NtStatusException e) {
            return e.status();
        }
        NtStatus status = device.registration.start(attributes(device.options));
        if (!status.isSuccess()) {
            device.powerDown();
        }
        return status;
    }

    protected NtStatus stop(SoundDevice device, Irp irp) {
        stopDevice(device);
        return passDown(device, irp);
    }

    protected void stopDevice(SoundDevice device) {
        if (device.isPowered()) {
            device.registration.stop();
            device.powerDown();
        }
    }

    protected NtStatus surpriseRemoval(SoundDevice device, Irp irp) {
        stopDevice(device);
        return passDown(device, irp);
    }

    protected NtStatus remove(SoundDevice device, Irp irp) {
        stopDevice(device);
        device.registration.deregister();
        NtStatus status = passDown(device, irp);
        leaveStack(device);
        return status;
    }

    protected void leaveStack(SoundDevice device) {
        if (device.lower != null) {
            io.detachDevice(device.lower);
        }
        if (device.fdo != null) {
            io.deleteDevice(device.fdo);
        }
    }

    protected NtStatus passDown(SoundDevice device, Irp irp) {
        irp.setStatus(NtStatus.SUCCESS);
        return io.forwardIrp(device.lower, irp);
    }

    protected NtStatus complete(Irp irp, NtStatus status) {
        irp.setStatus(status);
        io.completeRequest(irp);
        return status;
    }
}
