// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.PowerMinorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;

/**
 * The driver of a bus. Its FDO tells which devices there are, their PDOs ({@link ChildPdo}) answer for them. A subclass
 * says what is on the bus; the PnP manager asks for the relations afterwards. Used by one thread at a time: the PnP
 * manager's, or the PnP thread while that one waits for it.
 */
public class BusDriver implements Driver {

    /** Marks the bus's own FDO, as {@link ChildPdo} marks those of its devices. */
    private record BusExtension(DeviceObject lower) {
    }

    /** The I/O manager. */
    protected final IoManager io;
    // In the order of their arrival; null for a device whose PDO is not made yet.
    private final Map<ChildDevice, DeviceObject> children = new LinkedHashMap<>();
    private DriverObject driver;

    public BusDriver(IoManager io) {
        this.io = io;
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        this.driver = driver;
        driver.setAddDevice(this::addDevice);
        driver.setUnload(this::unload);
        driver.setDispatch(MajorFunction.PNP, this::dispatchPnp);
        driver.setDispatch(MajorFunction.POWER, this::dispatchPower);
        return NtStatus.SUCCESS;
    }

    private NtStatus addDevice(DriverObject driver, DeviceObject physicalDevice) {
        try {
            DeviceObject bus = io.createDevice(driver, new BusExtension(physicalDevice));
            io.attachDeviceToDeviceStack(bus, physicalDevice);
            rescan();
            return NtStatus.SUCCESS;
        } catch (NtStatusException refused) {
            return refused.status();
        }
    }

    /** Undoes DriverEntry. */
    protected void unload(DriverObject unloaded) {
        forgetChildren();
    }

    /** Makes a PDO of this driver. */
    protected final DeviceObject createPhysicalDevice(ChildDevice device) throws NtStatusException {
        return io.createDevice(driver, new ChildPdo(io, device));
    }

    /** Puts a device on the bus. */
    protected final void insert(ChildDevice device) {
        children.putIfAbsent(device, null);
    }

    /** Takes a device off the bus. */
    protected final void pull(ChildDevice device) {
        DeviceObject pdo = children.remove(device);
        if (pdo != null) {
            pdo.extension(ChildPdo.class).markMissing();
        }
    }

    /** {@return what is on the bus, in the order of arrival} */
    protected final List<ChildDevice> children() {
        return new ArrayList<>(children.keySet());
    }

    /** Handles a PnP IRP to the bus or to one of its devices. */
    protected NtStatus dispatchPnp(DeviceObject device, Irp irp) {
        IoStackLocation location = irp.currentStackLocation();
        Object extension = device.extension(Object.class);
        if (extension instanceof ChildPdo pdo) {
            return pdo.dispatchPnp(device, irp, location);
        }
        DeviceObject lower = ((BusExtension) extension).lower();
        if (location.minor() == PnpMinorFunction.QUERY_DEVICE_RELATIONS) {
            NtStatus told = tellChildren(irp);
            if (!told.isSuccess()) {
                irp.setStatus(told);
                io.completeRequest(irp);
                return told;
            }
        }
        NtStatus status = io.forwardIrp(lower, irp);
        if (location.minor() == PnpMinorFunction.REMOVE_DEVICE) {
            forgetChildren();
            io.detachDevice(lower);
            io.deleteDevice(device);
        }
        return status;
    }

    /** Looks which devices there are now; a bus that is told of its devices need not look. */
    protected void look() {
    }

    /** Notes that it is worth looking: the bus starts, or somebody has asked for it. */
    public void rescan() {
    }

    private NtStatus tellChildren(Irp irp) {
        look();
        try {
            for (Map.Entry<ChildDevice, DeviceObject> child : children.entrySet()) {
                if (child.getValue() == null) {
                    child.setValue(createPhysicalDevice(child.getKey()));
                }
            }
        } catch (NtStatusException refused) {
            return refused.status();
        }
        irp.setInformation(new IrpInformation.Relations(List.copyOf(children.values())));
        irp.setStatus(NtStatus.SUCCESS);
        return NtStatus.SUCCESS;
    }

    /** The bus stops working, its devices have gone before it [PNP-13]: a bus that comes back makes them anew. */
    private void forgetChildren() {
        children.replaceAll((device, pdo) -> {
            if (pdo != null) {
                io.deleteDevice(pdo);
            }
            return null;
        });
    }

    private NtStatus dispatchPower(DeviceObject device, Irp irp) {
        if (device.extension(Object.class) instanceof BusExtension bus) {
            boolean down = irp.currentStackLocation().minor() == PowerMinorFunction.QUERY_POWER
                    && irp.currentStackLocation().parameters().equals(new IrpParameters.Power(DevicePowerState.D3));
            return down ? complete(irp, NtStatus.INVALID_DEVICE_REQUEST) : io.forwardIrp(bus.lower(), irp);
        }
        return complete(irp, NtStatus.SUCCESS);
    }

    private NtStatus complete(Irp irp, NtStatus status) {
        irp.setStatus(status);
        io.completeRequest(irp);
        return status;
    }
}
