// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

import java.util.Optional;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;

/** A device object as AddDevice is given it, with or without an FDO above. */
public final class FakeDevice implements DeviceObject {

    private final String instanceId;
    private final DeviceObject attached;

    private FakeDevice(String instanceId, DeviceObject attached) {
        this.instanceId = instanceId;
        this.attached = attached;
    }

    /** {@return a PDO with an FDO above} */
    public static FakeDevice attached(String instanceId) {
        return new FakeDevice(instanceId, new FakeDevice(instanceId, null));
    }

    /** {@return a PDO with nothing above} */
    public static FakeDevice bare(String instanceId) {
        return new FakeDevice(instanceId, null);
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
        return null;
    }

    @Override
    public <T> T extension(Class<T> type) {
        return null;
    }

    @Override
    public Optional<DeviceObject> attachedDevice() {
        return Optional.ofNullable(attached);
    }
}
