// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One layer of a device stack: a PDO made by a bus driver, an FDO made by the function driver, or a filter's. Two
 * device objects are equal only if they are the same object.
 *
 * <p>Windows: DEVICE_OBJECT.
 */
@ProviderType
public interface DeviceObject {

    /** {@return a name for logs and people, such as {@code FDO of ROOT\NETDMA_REFERENCE\0000}} */
    String name();

    /** {@return the instance id of the device whose stack this is in; empty text for an object attached to none} */
    String instanceId();

    /** {@return the driver that made this object} */
    DriverObject driver();

    /**
     * {@return the driver's own object for this device, given at creation}
     *
     * @param type its class
     * @throws ClassCastException when it is of another class: a mistake of the driver that made it
     */
    <T> T extension(Class<T> type);

    /** {@return the device object attached right above this one, if any} */
    Optional<DeviceObject> attachedDevice();

    /**
     * Returns whether the device left without being asked: it was pulled out, or its driver's bundle went. True before its
     * drivers get SURPRISE_REMOVAL [PNP-11], so that whoever sees an engine stop can tell a removal from a fault. Any
     * thread; one volatile read.
     */
    default boolean isGone() {
        return false; // a device object outside the PnP manager stays as long as its driver has it
    }

    /**
     * Notes that a routine of the device's driver waits for work that goes on, such as copies in flight while it stops:
     * the PnP manager's time limit for the routine, and for the IRP that it handles, begins anew, at most 100 times. Any
     * thread; cheap. A device object outside the PnP manager ignores it.
     */
    default void noteProgress() {
        // nobody outside the PnP manager limits a driver's time
    }

    /**
     * Notes a step between the device's driver and an interface that the PnP manager knows nothing of, for the record
     * of the device's life that {@link org.netdma.wdm.pnp.PnpManager#life} shows. Cheap, and bounded: not for what
     * happens at each transfer. A device object that keeps no record ignores it.
     *
     * @param step who called or answered whom
     */
    default void note(InterfaceStep step) {
        // A device object outside the PnP manager has no life to record.
    }
}
