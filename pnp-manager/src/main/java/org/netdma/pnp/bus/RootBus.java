// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.netdma.pnp.driver.DriverPackage;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.IrpInformation.Capabilities;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** The driver of the root bus, on which hang the devices that driver packages declare themselves. */
public final class RootBus extends BusDriver {

    /** The driver's package. */
    public static final DriverPackage PACKAGE = DriverPackage.ofBus("netdma-root-bus", "Root bus", "HTREE\\ROOT");

    private static final String ENUMERATOR = "ROOT\\";
    private static final Capabilities CAPABILITIES = new Capabilities(true, true, false);

    // By the name of the package that declares them, in the order of their arrival.
    private final Map<String, List<ChildDevice>> declared = new HashMap<>();

    private DeviceObject root;

    public RootBus(IoManager io) {
        super(io);
    }

    @Override
    protected void unload(DriverObject unloaded) {
        super.unload(unloaded);
        io.deleteDevice(root);
    }

    /** Makes the PDO of the bus itself, for the root of the tree. */
    public DeviceObject createRoot() throws NtStatusException {
        root = createPhysicalDevice(new ChildDevice(PACKAGE.hardwareIds().get(0), "0", PACKAGE.hardwareIds(), List.of(),
                PACKAGE.description(), CAPABILITIES, ResourceRequirementsList.NONE));
        return root;
    }

    /** Sets how many devices a package declares; those it has too many go missing, the newest first. */
    public void declare(DriverPackage inf, int count) {
        List<ChildDevice> devices = declared.computeIfAbsent(inf.name(), name -> new ArrayList<>());
        while (devices.size() > count) {
            pull(devices.remove(devices.size() - 1));
        }
        String deviceId = deviceId(inf.hardwareIds().get(0));
        while (devices.size() < count) {
            ChildDevice next = device(inf, deviceId, freeInstance(deviceId));
            devices.add(next);
            insert(next);
        }
    }

    /**
     * Describes a device as a package does that serves it from now on: a newer version may need other resources.
     *
     * @return whether that is another description: the device has gone, and comes back with it
     */
    public boolean describe(String instanceId, DriverPackage inf) {
        List<ChildDevice> devices = declared.getOrDefault(inf.name(), List.of());
        Optional<ChildDevice> before = devices.stream().filter(device -> device.instanceId().equals(instanceId))
                .findFirst();
        Optional<ChildDevice> after = before.map(device -> device(inf, device.deviceId(), device.instance()));
        if (after.equals(before)) {
            return false;
        }
        devices.set(devices.indexOf(before.get()), after.get());
        pull(before.get());
        insert(after.get());
        return true;
    }

    private static ChildDevice device(DriverPackage inf, String deviceId, String instance) {
        return new ChildDevice(deviceId, instance, inf.hardwareIds().subList(0, 1), List.of(),
                inf.description().isEmpty() ? inf.name() : inf.description(), CAPABILITIES, inf.requirements());
    }

    /** Takes back what a package declares. */
    public void undeclare(DriverPackage inf) {
        declared.getOrDefault(inf.name(), List.of()).forEach(this::pull);
        declared.remove(inf.name());
    }

    /** {@return the device id of a root-enumerated device: {@code ROOT\} and its hardware id without that} */
    static String deviceId(String hardwareId) {
        String id = hardwareId.toUpperCase(Locale.ROOT);
        return ENUMERATOR + (id.startsWith(ENUMERATOR) ? id.substring(ENUMERATOR.length()) : id).replace('\\', '_');
    }

    private String freeInstance(String deviceId) {
        List<String> taken = children().stream().filter(device -> device.deviceId().equals(deviceId))
                .map(ChildDevice::instance).toList();
        int number = 0;
        while (taken.contains(instance(number))) {
            number++;
        }
        return instance(number);
    }

    private static String instance(int number) {
        return String.format(Locale.ROOT, "%04d", number);
    }
}
