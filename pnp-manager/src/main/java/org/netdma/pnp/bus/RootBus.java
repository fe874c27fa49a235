// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.netdma.pnp.driver.DriverPackage;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.resource.ResourceRequirementsList;

/**
 * The driver of the root bus, on which hang the devices that driver packages declare themselves. A bus driver like any
 * other: its FDO tells which devices there are, its PDOs ({@link RootPdo}) answer for them. Used on PnP threads only.
 */
public final class RootBus implements Driver {

    /** The driver's name. */
    public static final String NAME = "netdma-root-bus";
    /** The hardware id of the bus itself. */
    public static final String HARDWARE_ID = "HTREE\\ROOT";

    private static final String ENUMERATOR = "ROOT\\";

    /** Marks the bus's own FDO, as {@link RootPdo} marks those of its devices. */
    private record BusExtension(DeviceObject lower) {
    }

    private final IoManager io;
    // Device objects by the package that declares them, and all that are reported, in the order of their arrival.
    private final Map<String, List<DeviceObject>> declared = new HashMap<>();
    private final List<DeviceObject> reported = new ArrayList<>();
    private DriverObject driver;
    private DeviceObject root;

    public RootBus(IoManager io) {
        this.io = io;
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        this.driver = driver;
        driver.setAddDevice(this::addDevice);
        driver.setUnload(unloaded -> io.deleteDevice(root));
        driver.setDispatch(MajorFunction.PNP, this::dispatchPnp);
        driver.setDispatch(MajorFunction.POWER, this::dispatchPower);
        return NtStatus.SUCCESS;
    }

    /** Makes the PDO of the bus itself, for the root of the tree. */
    public DeviceObject createRoot() throws NtStatusException {
        RootDevice bus = new RootDevice(HARDWARE_ID, "0", List.of(HARDWARE_ID), "Root bus",
                ResourceRequirementsList.NONE);
        root = io.createDevice(driver, new RootPdo(io, bus));
        return root;
    }

    private NtStatus addDevice(DriverObject driver, DeviceObject physicalDevice) {
        try {
            DeviceObject bus = io.createDevice(driver, new BusExtension(physicalDevice));
            io.attachDeviceToDeviceStack(bus, physicalDevice);
            return NtStatus.SUCCESS;
        } catch (NtStatusException refused) {
            return refused.status();
        }
    }

    private NtStatus dispatchPnp(DeviceObject device, Irp irp) {
        IoStackLocation location = irp.currentStackLocation();
        Object extension = device.extension(Object.class);
        if (extension instanceof RootPdo pdo) {
            return pdo.dispatchPnp(device, irp, location);
        }
        DeviceObject lower = ((BusExtension) extension).lower();
        if (location.minor() == PnpMinorFunction.QUERY_DEVICE_RELATIONS) {
            irp.setInformation(new IrpInformation.Relations(reported));
            irp.setStatus(NtStatus.SUCCESS);
        }
        NtStatus status = io.forwardIrp(lower, irp);
        if (location.minor() == PnpMinorFunction.REMOVE_DEVICE) {
            io.detachDevice(lower);
            io.deleteDevice(device);
        }
        return status;
    }

    private NtStatus dispatchPower(DeviceObject device, Irp irp) {
        if (device.extension(Object.class) instanceof BusExtension bus) {
            return io.forwardIrp(bus.lower(), irp);
        }
        irp.setStatus(NtStatus.SUCCESS);
        io.completeRequest(irp);
        return NtStatus.SUCCESS;
    }

    /**
     * Sets how many devices a package declares; those it has too many go missing, the newest first. The PnP manager
     * asks for the relations of the bus afterwards.
     *
     * @throws NtStatusException when no PDO can be made
     */
    public void declare(DriverPackage inf, int count) throws NtStatusException {
        List<DeviceObject> devices = declared.computeIfAbsent(inf.name(), name -> new ArrayList<>());
        while (devices.size() > count) {
            DeviceObject last = devices.remove(devices.size() - 1);
            reported.remove(last);
            last.extension(RootPdo.class).markMissing();
        }
        String deviceId = deviceId(inf.hardwareIds().get(0));
        while (devices.size() < count) {
            RootDevice next = new RootDevice(deviceId, freeInstance(deviceId), inf.hardwareIds().subList(0, 1),
                    inf.description().isEmpty() ? inf.name() : inf.description(), inf.requirements());
            DeviceObject pdo = io.createDevice(driver, new RootPdo(io, next));
            devices.add(pdo);
            reported.add(pdo);
        }
    }

    /** Takes back what a package declares. */
    public void undeclare(DriverPackage inf) {
        for (DeviceObject device : declared.getOrDefault(inf.name(), List.of())) {
            reported.remove(device);
            device.extension(RootPdo.class).markMissing();
        }
        declared.remove(inf.name());
    }

    /** {@return the device id of a root-enumerated device: {@code ROOT\} and its hardware id without that} */
    static String deviceId(String hardwareId) {
        String id = hardwareId.toUpperCase(Locale.ROOT);
        return ENUMERATOR + (id.startsWith(ENUMERATOR) ? id.substring(ENUMERATOR.length()) : id).replace('\\', '_');
    }

    private String freeInstance(String deviceId) {
        List<String> taken = reported.stream().map(device -> device.extension(RootPdo.class).device())
                .filter(device -> device.deviceId().equals(deviceId)).map(RootDevice::instance).toList();
        int number = 0;
        while (taken.contains(instance(number))) {
            number++;
        }
        return instance(number);
    }

    private static String instance(int number) {
        return "%04d".formatted(number);
    }
}
