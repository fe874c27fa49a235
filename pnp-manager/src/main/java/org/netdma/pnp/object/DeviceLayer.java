// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.object;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.InterfaceStep;
import org.netdma.wdm.pnp.LifeParty.Role;
import org.netdma.wdm.pnp.LifeParty;

/**
 * One layer of a device stack. It remembers the stack it was in after it is detached, so that what a driver forgot to
 * delete can be named [PNP-10].
 */
public final class DeviceLayer implements DeviceObject {

    private final LoadedDriver driver;
    private final Object extension;
    private final LifeParty bus;
    private final Set<DeviceConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile DeviceStack stack;
    private volatile DeviceStack home;
    private volatile boolean deleted;

    public DeviceLayer(LoadedDriver driver, Object extension) {
        this.driver = Objects.requireNonNull(driver);
        this.extension = extension;
        bus = new LifeParty(Role.BUS_DRIVER, driver.name());
    }

    @Override
    public String name() {
        DeviceStack known = home;
        if (known == null) {
            return "unattached device object of driver " + driver.name();
        }
        return (known.physicalDevice() == this ? "PDO" : driver.deviceKind()) + " of " + known.instanceId();
    }

    @Override
    public String instanceId() {
        DeviceStack known = stack;
        return known == null ? "" : known.instanceId();
    }

    @Override
    public LoadedDriver driver() {
        return driver;
    }

    @Override
    public <T> T extension(Class<T> type) {
        return type.cast(extension);
    }

    @Override
    public Optional<DeviceObject> attachedDevice() {
        DeviceStack known = stack;
        return known == null ? Optional.empty() : known.above(this).map(DeviceObject.class::cast);
    }

    @Override
    public void note(InterfaceStep step) {
        home().ifPresent(known -> known.life().step(step));
    }

    /** {@return what its driver is in the life of the device} */
    public LifeParty party() {
        DeviceStack known = home;
        return known == null || known.physicalDevice() == this ? bus
                : known.life().driver(driver.name());
    }

    /** {@return the stack this is in now, if any} */
    public Optional<DeviceStack> stack() {
        return Optional.ofNullable(stack);
    }

    /** {@return the stack this is in, or was in last} */
    public Optional<DeviceStack> home() {
        return Optional.ofNullable(home);
    }

    /** Notes that the device holds something. */
    public void hold(DeviceConnection connection) {
        connections.add(connection);
    }

    /** Notes that the device has given something back. */
    public void gaveBack(DeviceConnection connection) {
        connections.remove(connection);
    }

    /** {@return what the device holds now} */
    public List<DeviceConnection> connections() {
        return List.copyOf(connections);
    }

    /** {@return whether its driver has given it up} */
    public boolean isDeleted() {
        return deleted;
    }

    /** Notes that its driver has given it up. */
    public void markDeleted() {
        deleted = true;
    }

    void entered(DeviceStack entered) {
        stack = entered;
        home = entered;
    }

    void left() {
        stack = null;
    }

    @Override
    public String toString() {
        return name();
    }
}
