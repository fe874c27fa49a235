// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pci;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.netdma.wdm.NtStatusException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The slots of the virtual PCI bus. Callable from any thread, except from a driver's routines. The bus itself appears
 * in the device tree with its first device.
 */
@ProviderType
public interface VirtualPciBus {

    /**
     * Plugs a device in. When this returns it is in the tree, and started if a driver serves it.
     *
     * @return its instance id
     * @throws NtStatusException OBJECT_NAME_COLLISION when its slot is taken; INSUFFICIENT_RESOURCES when none is free;
     *                           IO_TIMEOUT when its driver takes too long, and the start goes on
     */
    String plug(PciDevice device) throws NtStatusException;

    /**
     * Plugs many devices in at once: all of them, or none.
     *
     * @return their instance ids, in the same order
     * @throws NtStatusException as {@link #plug}
     */
    List<String> plugAll(Collection<PciDevice> devices) throws NtStatusException;

    /**
     * Pulls a device out. One that works is removed by surprise [PNP-11]; one that was ejected before goes quietly.
     *
     * @param instanceId the device
     * @throws NtStatusException NO_SUCH_DEVICE when no device of this bus has that id; IO_TIMEOUT when its driver takes
     *                           too long, and the removal goes on
     */
    void unplug(String instanceId) throws NtStatusException;

    /** {@return what is plugged in now, by instance id, in the order of the slots} */
    Map<String, PciDevice> devices();
}
