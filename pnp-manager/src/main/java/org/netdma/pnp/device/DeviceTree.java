// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All devnodes. Changed by the PnP manager's thread only; any thread may look. Children are added after their parent,
 * so the order of addition is parents first.
 */
public final class DeviceTree {

    private final Map<String, Devnode> nodes = new LinkedHashMap<>();

    /** Adds a device whose instance id is known. {@return false when another has that id} */
    public synchronized boolean add(Devnode node) {
        return nodes.putIfAbsent(key(node.instanceId()), node) == null;
    }

    /** Takes a device out. */
    public synchronized void remove(Devnode node) {
        nodes.remove(key(node.instanceId()), node);
    }

    /** {@return the device of an instance id, in any case} */
    public synchronized Optional<Devnode> find(String instanceId) {
        return Optional.ofNullable(nodes.get(key(instanceId)));
    }

    /** {@return all devices, parents before their children} */
    public synchronized List<Devnode> nodes() {
        return new ArrayList<>(nodes.values());
    }

    /** {@return the devices that hang on a bus} */
    public synchronized List<Devnode> children(Devnode bus) {
        return nodes.values().stream().filter(node -> node.parent().filter(bus::equals).isPresent()).toList();
    }

    private static String key(String instanceId) {
        return instanceId.toUpperCase(Locale.ROOT);
    }
}
