// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.AddDevice;
import org.netdma.wdm.driver.Dispatch;
import org.netdma.wdm.driver.Unload;

/** A device object as AddDevice is given it, with or without an FDO above. */
public final class FakeDevice implements DeviceObject {

    /** What the driver of every FDO is called. */
    public static final String DRIVER = "fake.driver";

    private final String instanceId;
    private volatile DeviceObject attached;
    private volatile boolean gone;
    private volatile boolean unloaded;
    private final AtomicInteger progress = new AtomicInteger();
    private final DriverObject driver;

    private FakeDevice(String instanceId, DeviceObject attached, DriverObject driver) {
        this.instanceId = instanceId;
        this.attached = attached;
        this.driver = driver;
    }

    /** {@return a PDO with an FDO above} */
    public static FakeDevice attached(String instanceId) {
        return new FakeDevice(instanceId, new FakeDevice(instanceId, null, new FakeDriver(DRIVER)),
                new FakeDriver("fake.bus"));
    }

    /** {@return a PDO with nothing above} */
    public static FakeDevice bare(String instanceId) {
        return new FakeDevice(instanceId, null, new FakeDriver("fake.bus"));
    }

    /** Takes the FDO away, as the PnP manager does after REMOVE_DEVICE. */
    public void detach() {
        attached = null;
    }

    /** Pulls it out, as its drivers find out later. */
    public void pull() {
        gone = true;
    }

    /** Takes the classes away that it needs, as when its bundle is uninstalled and something still refers to it. */
    public void unload() {
        unloaded = true;
    }

    @Override
    public boolean isGone() {
        requireClasses();
        return gone;
    }

    @Override
    public void noteProgress() {
        requireClasses();
        progress.incrementAndGet();
    }

    private void requireClasses() {
        if (unloaded) {
            throw new NoClassDefFoundError("org/netdma/pnp/Gone");
        }
    }

    /** {@return how often it was told of progress} */
    public int progress() {
        return progress.get();
    }

    @Override
    public String name() {
        return "PDO of " + instanceId;
    }

    @Override
    public String instanceId() {
        return instanceId;
    }

    @Override
    public DriverObject driver() {
        return driver;
    }

    @Override
    public <T> T extension(Class<T> type) {
        return null;
    }

    @Override
    public Optional<DeviceObject> attachedDevice() {
        return Optional.ofNullable(attached);
    }

    private record FakeDriver(String name) implements DriverObject {

        @Override
        public RegistryPath registryPath() {
            return null;
        }

        @Override
        public void setAddDevice(AddDevice routine) {
        }

        @Override
        public void setUnload(Unload routine) {
        }

        @Override
        public void setDispatch(MajorFunction major, Dispatch routine) {
        }
    }
}
