// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.netdma.pnp.irp.IrpTraceRing;
import org.netdma.pnp.life.LifeRecorder;

/**
 * All devnodes. Changed by the PnP manager's thread only; any thread may look. Children are added after their parent,
 * so the order of addition is parents first.
 */
public final class DeviceTree {

    /** How many devices that have gone are remembered. */
    static final int MOST_DEPARTED = 32;

    /**
     * What is remembered of a device that has gone. It leads to no driver.
     *
     * @param instanceId of the device
     * @param life       its last
     * @param trace      its newest IRPs
     */
    public record Departed(String instanceId, LifeRecorder life, IrpTraceRing trace) {
    }

    private final Map<String, Devnode> nodes = new LinkedHashMap<>();
    private final Map<String, Departed> departed = new LinkedHashMap<>();

    /** Adds a device whose instance id is known. {@return false when another has that id} */
    public synchronized boolean add(Devnode node) {
        return nodes.putIfAbsent(key(node.instanceId()), node) == null;
    }

    /** Takes a device out. */
    public synchronized void remove(Devnode node) {
        String key = key(node.instanceId());
        if (nodes.remove(key, node)) {
            departed.remove(key);
            departed.put(key, new Departed(node.instanceId(), node.stack().life(), node.trace()));
            if (departed.size() > MOST_DEPARTED) {
                departed.remove(departed.keySet().iterator().next());
            }
        }
    }

    /** {@return a device that has gone lately and is not back} */
    public synchronized Optional<Departed> findDeparted(String instanceId) {
        return nodes.containsKey(key(instanceId)) ? Optional.empty()
                : Optional.ofNullable(departed.get(key(instanceId)));
    }

    /** {@return the devices that have gone lately and are not back, the newest last} */
    public synchronized List<Departed> departed() {
        return departed.entrySet().stream().filter(gone -> !nodes.containsKey(gone.getKey())).map(Map.Entry::getValue)
                .toList();
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
