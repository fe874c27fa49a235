// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.object;

import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.netdma.pnp.life.LifeRecorder;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.AddDevice;
import org.netdma.wdm.driver.Dispatch;
import org.netdma.wdm.driver.FilterPosition;
import org.netdma.wdm.driver.Unload;

/** A driver object: what one DriverEntry filled in, and the device objects its driver made. */
public final class LoadedDriver implements DriverObject {

    private static final System.Logger LOG = System.getLogger(LoadedDriver.class.getName());

    private enum Phase { IN_DRIVER_ENTRY, LOADED, REVOKED }

    private final String name;
    private final RegistryPath registryPath;
    private final Map<MajorFunction, Dispatch> dispatches = new EnumMap<>(MajorFunction.class);
    private final Set<DeviceLayer> devices = ConcurrentHashMap.newKeySet();
    private final FilterPosition filter;
    private AddDevice addDevice;
    private Unload unload;
    // Of the device that AddDevice runs for or ran for last, or that was removed last. Written by the PnP manager's
    // thread, read on the PnP thread, which that one waits for.
    private volatile LifeRecorder lastLife;
    // Written on the PnP thread, read by whoever calls a routine; also publishes the routines set before.
    private volatile Phase phase = Phase.IN_DRIVER_ENTRY;

    /** Makes a function or bus driver's. */
    public LoadedDriver(String name, RegistryPath registryPath) {
        this(name, registryPath, FilterPosition.NONE);
    }

    /**
     * @param name         of the driver
     * @param registryPath its parameters
     * @param filter       where it stands if it is a filter
     */
    public LoadedDriver(String name, RegistryPath registryPath, FilterPosition filter) {
        this.filter = filter;
        this.name = Objects.requireNonNull(name);
        this.registryPath = Objects.requireNonNull(registryPath);
    }

    @Override
    public String name() {
        return name;
    }

    /** {@return what its device objects are called when they are no PDOs} */
    String deviceKind() {
        return switch (filter) {
            case NONE -> "FDO";
            case LOWER -> "lower filter DO";
            case UPPER -> "upper filter DO";
        };
    }

    @Override
    public RegistryPath registryPath() {
        return registryPath;
    }

    @Override
    public void setAddDevice(AddDevice routine) {
        if (maySet("AddDevice")) {
            addDevice = routine;
        }
    }

    @Override
    public void setUnload(Unload routine) {
        if (maySet("Unload")) {
            unload = routine;
        }
    }

    @Override
    public void setDispatch(MajorFunction major, Dispatch routine) {
        if (maySet("the dispatch entry of " + major)) {
            dispatches.put(major, routine);
        }
    }

    private boolean maySet(String what) {
        boolean may = phase == Phase.IN_DRIVER_ENTRY;
        if (!may) {
            LOG.log(Level.WARNING, "driver {0} sets {1} after DriverEntry: ignored, set it in DriverEntry [PNP-1]",
                    name, what);
        }
        return may;
    }

    /**
     * Ends DriverEntry.
     *
     * @throws NtStatusException INVALID_PARAMETER when a mandatory entry point is missing [PNP-1]
     */
    public void driverEntryDone() throws NtStatusException {
        if (addDevice == null || unload == null) {
            String missing = addDevice == null && unload == null ? "neither AddDevice nor Unload"
                    : addDevice == null ? "no AddDevice" : "no Unload";
            throw new NtStatusException(NtStatus.INVALID_PARAMETER, "PNP-1",
                    "driver " + name + " is no PnP driver: its DriverEntry set " + missing);
        }
        phase = Phase.LOADED;
    }

    /** Ends it all: none of the driver's routines is called from now on [PNP-2, PNP-14]. */
    public void revoke() {
        phase = Phase.REVOKED;
    }

    /** {@return whether none of its routines may be called any more} */
    public boolean isRevoked() {
        return phase == Phase.REVOKED;
    }

    /** {@return the routine for a major function, or null when the driver set none} */
    public Dispatch dispatch(MajorFunction major) {
        return dispatches.get(major);
    }

    /** {@return its AddDevice routine} */
    public AddDevice addDevice() {
        return addDevice;
    }

    /** {@return its Unload routine} */
    public Unload unload() {
        return unload;
    }

    /**
     * Makes a device object of this driver.
     *
     * @throws NtStatusException INVALID_DEVICE_STATE when the driver is not loaded, or no longer
     */
    public DeviceLayer createDevice(Object extension) throws NtStatusException {
        if (phase != Phase.LOADED) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, phase == Phase.REVOKED ? "PNP-14" : "PNP-1",
                    "driver " + name + " can make device objects from AddDevice on, until it is unloaded");
        }
        DeviceLayer device = new DeviceLayer(this, extension);
        devices.add(device);
        return device;
    }

    /** Forgets a device object that is deleted. */
    public void forget(DeviceLayer device) {
        devices.remove(device);
    }

    /** {@return its device objects that are not deleted} */
    public List<DeviceLayer> devices() {
        return List.copyOf(devices);
    }

    /** Notes which device it deals with now. */
    public void dealsWith(LifeRecorder life) {
        lastLife = life;
    }

    /** {@return the record of the device that it deals with, or dealt with last: DriverEntry and Unload go there} */
    public Optional<LifeRecorder> lastLife() {
        return Optional.ofNullable(lastLife);
    }

    /** {@return why the last parameter it read was refused, if one was; asked once} */
    public Optional<String> takeRefusedParameter() {
        return registryPath instanceof ConfiguredRegistryPath configured ? configured.takeRefusal() : Optional.empty();
    }

    @Override
    public String toString() {
        return "driver " + name;
    }
}
