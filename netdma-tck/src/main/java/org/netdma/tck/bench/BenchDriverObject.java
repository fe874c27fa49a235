// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.EnumMap;
import java.util.Map;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.AddDevice;
import org.netdma.wdm.driver.Dispatch;
import org.netdma.wdm.driver.Unload;

/** A loaded driver: the one under test, or the bench's bus driver. */
public final class BenchDriverObject implements DriverObject {

    private final String name;
    private final RegistryPath registryPath;
    private final Violations violations;
    private final Map<MajorFunction, Dispatch> dispatch = new EnumMap<>(MajorFunction.class);
    private AddDevice addDevice;
    private Unload unload;
    private volatile boolean inDriverEntry;
    private volatile boolean loaded;

    BenchDriverObject(String name, RegistryPath registryPath, Violations violations) {
        this.name = name;
        this.registryPath = registryPath;
        this.violations = violations;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RegistryPath registryPath() {
        return registryPath;
    }

    @Override
    public void setAddDevice(AddDevice routine) {
        checkInDriverEntry("AddDevice");
        addDevice = routine;
    }

    @Override
    public void setUnload(Unload routine) {
        checkInDriverEntry("Unload");
        unload = routine;
    }

    @Override
    public void setDispatch(MajorFunction major, Dispatch routine) {
        checkInDriverEntry("the dispatch entry of " + major);
        dispatch.put(major, routine);
    }

    private void checkInDriverEntry(String what) {
        if (!inDriverEntry) {
            violations.add("PNP-1", what + " is set outside DriverEntry");
        }
    }

    void enterDriverEntry() {
        inDriverEntry = true;
        loaded = true;
    }

    void leaveDriverEntry() {
        inDriverEntry = false;
    }

    void markUnloaded() {
        loaded = false;
    }

    boolean isLoaded() {
        return loaded;
    }

    /** {@return what DriverEntry set, or null} */
    public AddDevice addDevice() {
        return addDevice;
    }

    /** {@return what DriverEntry set, or null} */
    public Unload unload() {
        return unload;
    }

    /** {@return what DriverEntry set for this major function, or null} */
    Dispatch dispatch(MajorFunction major) {
        return dispatch.get(major);
    }

    @Override
    public String toString() {
        return "driver " + name;
    }
}
