// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The device objects of one device, the PDO first. */
final class DeviceStack {

    private final Device device;
    private final List<BenchDeviceObject> layers = new CopyOnWriteArrayList<>();

    DeviceStack(Device device, BenchDeviceObject physicalDevice) {
        this.device = device;
        push(physicalDevice);
    }

    Device device() {
        return device;
    }

    String instanceId() {
        return device.instanceId();
    }

    BenchDeviceObject bottom() {
        return layers.get(0);
    }

    BenchDeviceObject top() {
        return layers.get(layers.size() - 1);
    }

    int depth() {
        return layers.size();
    }

    /** {@return what is attached right above, or null} */
    BenchDeviceObject above(BenchDeviceObject layer) {
        int next = layers.indexOf(layer) + 1;
        return next > 0 && next < layers.size() ? layers.get(next) : null;
    }

    /** {@return what is right below, or null} */
    BenchDeviceObject below(BenchDeviceObject layer) {
        int next = layers.indexOf(layer) - 1;
        return next >= 0 ? layers.get(next) : null;
    }

    void push(BenchDeviceObject layer) {
        layers.add(layer);
        layer.enter(this);
    }

    void take(BenchDeviceObject layer) {
        layers.remove(layer);
        layer.enter(null);
    }
}
