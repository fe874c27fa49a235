// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.Optional;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;

/** A device object; in a stack, or in none. */
final class BenchDeviceObject implements DeviceObject {

    private final BenchDriverObject driver;
    private final Object extension;
    private volatile DeviceStack stack;
    private volatile DeviceStack lastStack;
    private volatile boolean deleted;

    BenchDeviceObject(BenchDriverObject driver, Object extension) {
        this.driver = driver;
        this.extension = extension;
    }

    @Override
    public String name() {
        DeviceStack in = stack;
        return in == null ? "device object of " + driver.name()
                : "%s of %s".formatted(in.bottom() == this ? "PDO" : "FDO", in.instanceId());
    }

    @Override
    public String instanceId() {
        DeviceStack in = stack;
        return in == null ? "" : in.instanceId();
    }

    @Override
    public DriverObject driver() {
        return driver;
    }

    BenchDriverObject owner() {
        return driver;
    }

    @Override
    public <T> T extension(Class<T> type) {
        return type.cast(extension);
    }

    @Override
    public Optional<DeviceObject> attachedDevice() {
        DeviceStack in = stack;
        return in == null ? Optional.empty() : Optional.ofNullable(in.above(this));
    }

    @Override
    public boolean isGone() {
        DeviceStack in = lastStack;
        return in != null && in.device().isGone();
    }

    DeviceStack stack() {
        return stack;
    }

    void enter(DeviceStack entered) {
        stack = entered;
        lastStack = entered == null ? lastStack : entered;
    }

    /** {@return the stack it is or was in, or null} */
    DeviceStack lastStack() {
        return lastStack;
    }

    boolean isDeleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }

    @Override
    public String toString() {
        return name();
    }
}
