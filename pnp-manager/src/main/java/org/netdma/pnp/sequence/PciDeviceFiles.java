// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.netdma.pnp.bus.pci.PciDeviceReader;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.thread.PnpQueue;
import org.netdma.wdm.NtStatusException;

/**
 * Plugs in the PCI devices that files describe, and pulls them out with their files. It does not wait: whoever watches
 * the files may be needed for starting the drivers.
 */
public final class PciDeviceFiles {

    private static final System.Logger LOG = System.getLogger(PciDeviceFiles.class.getName());

    private final PnpQueue queue;
    private final PciSlots slots;
    // Instance ids by the name of their file; written by the PnP queue's thread.
    private final Map<String, String> plugged = new ConcurrentHashMap<>();

    PciDeviceFiles(PnpQueue queue, PciSlots slots) {
        this.queue = queue;
        this.slots = slots;
    }

    /** Notes that a file is there. {@code values} are named as the components of a PciDevice. */
    public void appeared(String name, Map<String, Object> values) {
        queue.post("plug " + name + " in", () -> {
            try {
                plugged.put(name, slots.place(List.of(PciDeviceReader.read(
                        new ConfiguredRegistryPath(name, pid -> values)))).get(0));
                // The file may go again while the device is started.
                slots.serve();
            } catch (NtStatusException refused) {
                LOG.log(Level.ERROR, "{0} describes no device that can be plugged in: {1}", name, refused.getMessage());
            }
        });
    }

    /** {@return whether a device is one of those that files describe} */
    boolean havePlugged(String instanceId) {
        return plugged.containsValue(instanceId);
    }

    /** Notes that a file is gone. */
    public void vanished(String name) {
        String going = plugged.get(name);
        if (going != null) {
            slots.hardwareGone(going, true);
        }
        queue.post("pull " + name + " out", () -> {
            String instanceId = plugged.remove(name);
            try {
                if (instanceId != null) {
                    slots.remove(instanceId);
                }
            } catch (NtStatusException gone) {
                LOG.log(Level.INFO, "the device of {0} was pulled out before its file went: {1}", name,
                        gone.getMessage());
            }
        });
    }
}
