// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.netdma.pnp.device.DeviceTree;
import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeState;
import org.netdma.pnp.driver.DriverStore;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.irp.IrpTraceRing;
import org.netdma.pnp.thread.PnpQueue;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceLife;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.IrpTrace;
import org.netdma.wdm.pnp.PnpManager;

/** The Plug and Play manager as tools and people see it: shows the tree, and takes requests by way of the PnP queue. */
final class QueuedPnpManager implements PnpManager {

    private final PnpQueue queue;
    private final Supplier<Duration> limit;
    private final DriverStore store;
    private final DeviceTree tree;
    private final DeviceRequests requests;

    /**
     * @param limit how long a request may take
     */
    QueuedPnpManager(PnpQueue queue, Supplier<Duration> limit, DriverStore store, DeviceTree tree,
            DeviceRequests requests) {
        this.queue = queue;
        this.limit = limit;
        this.store = store;
        this.tree = tree;
        this.requests = requests;
    }

    @Override
    public List<DeviceInfo> devices() {
        return tree.nodes().stream().map(Devnode::snapshot).toList();
    }

    @Override
    public Optional<DeviceInfo> device(String instanceId) {
        return tree.find(instanceId).map(Devnode::snapshot);
    }

    @Override
    public List<DriverInfo> drivers() {
        return store.drivers(this::servedBy);
    }

    private List<String> servedBy(StoredDriver driver) {
        return tree.nodes().stream().filter(node -> node.state() != DevnodeState.FAILED)
                .filter(node -> node.drivers().contains(driver)).map(Devnode::instanceId).toList();
    }

    @Override
    public List<IrpTrace> irps(String instanceId) {
        return tree.find(instanceId).map(Devnode::trace)
                .or(() -> tree.findDeparted(instanceId).map(DeviceTree.Departed::trace))
                .map(IrpTraceRing::traces).orElse(List.of());
    }

    @Override
    public Optional<DeviceLife> life(String instanceId) {
        return tree.find(instanceId).map(node -> node.stack().life().life(node.instanceId()))
                .or(() -> tree.findDeparted(instanceId).map(gone -> gone.life().life(gone.instanceId())));
    }

    @Override
    public List<String> departed() {
        return tree.departed().stream().map(DeviceTree.Departed::instanceId).toList();
    }

    @Override
    public void setPower(String instanceId, DevicePowerState state) throws NtStatusException {
        request("set " + instanceId + " to " + state, () -> requests.setPower(instanceId, state));
    }

    @Override
    public void disable(String instanceId) throws NtStatusException {
        request("disable " + instanceId, () -> requests.disable(instanceId));
    }

    @Override
    public void enable(String instanceId) throws NtStatusException {
        request("enable " + instanceId, () -> requests.enable(instanceId));
    }

    @Override
    public void restart(String instanceId) throws NtStatusException {
        request("restart " + instanceId, () -> requests.restart(instanceId));
    }

    @Override
    public void rebalance(String instanceId) throws NtStatusException {
        request("rebalance " + instanceId, () -> requests.rebalance(instanceId));
    }

    @Override
    public void eject(String instanceId) throws NtStatusException {
        request("eject " + instanceId, () -> requests.eject(instanceId));
    }

    @Override
    public void rescan() throws NtStatusException {
        request("rescan all buses", () -> requests.rescan());
    }

    private void request(String what, PnpQueue.Work work) throws NtStatusException {
        queue.call(what, work, limit.get());
    }

    @Override
    public boolean awaitSettled(Duration atMost) {
        return queue.await("let devices settle", () -> { }, atMost);
    }
}
