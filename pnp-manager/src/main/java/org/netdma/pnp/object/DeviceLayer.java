// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.object;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.netdma.pnp.thread.Thrown;
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
    // As in WDM it outlives the layer's own place in the stack: drivers leave it from the bottom up.
    private volatile DeviceLayer attached;
    private DeviceLayer lower;
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
        return attachedLayer().map(DeviceObject.class::cast);
    }

    @Override
    public boolean isGone() {
        DeviceStack known = home;
        return known != null && known.isGone();
    }

    @Override
    public void noteProgress() {
        DeviceStack known = home;
        if (known != null) {
            known.noteProgress();
        }
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

    /** {@return the layer that was attached to this one and is not detached yet, also after this one has left} */
    public Optional<DeviceLayer> attachedLayer() {
        return Optional.ofNullable(attached);
    }

    /** Reports that its driver wants to be asked for the state of the device, soon. Any thread. */
    public void stateChanged() {
        stack().ifPresent(known -> known.stateChanged(this));
    }

    /**
     * Reports that a routine of its driver threw: it is logged, and the device is taken out of work, soon [PNP-18]. Any
     * thread.
     *
     * @param log   of the caller
     * @param where in which routine, such as {@code in its service routine}
     * @return what happened, in a sentence
     */
    public String threw(System.Logger log, String where, Throwable thrown) {
        String reason = Thrown.log(log, "driver " + driver.name() + " threw", thrown, where + " for " + this);
        stack().ifPresent(known -> known.broke(this, reason));
        return reason;
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

    /** Under the monitor of the stack, as are {@link #left} and what they write. */
    void attachedTo(DeviceLayer target) {
        lower = target;
        target.attached = this;
    }

    void left() {
        stack = null;
        if (lower != null) {
            lower.attached = null;
            lower = null;
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
