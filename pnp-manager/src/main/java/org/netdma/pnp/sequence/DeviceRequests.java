// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;

import org.netdma.pnp.device.DeviceTree;
import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeState;
import org.netdma.pnp.device.DisabledDevices;
import org.netdma.pnp.driver.ServingDrivers;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.ProblemCode;

/** What people ask for. Every method runs on the PnP queue's thread. */
final class DeviceRequests {

    private static final System.Logger LOG = System.getLogger(DeviceRequests.class.getName());

    private final DeviceTree tree;
    private final TreeKeeper keeper;
    private final DisabledDevices disabled;
    private final Sequences sequences;

    DeviceRequests(DeviceTree tree, TreeKeeper keeper, DisabledDevices disabled, Sequences sequences) {
        this.tree = tree;
        this.keeper = keeper;
        this.disabled = disabled;
        this.sequences = sequences;
    }

    private Devnode find(String instanceId) throws NtStatusException {
        return tree.find(instanceId).orElseThrow(() -> new NtStatusException(NtStatus.NO_SUCH_DEVICE, "PNP-16",
                "no device is " + instanceId + "; pnp:devices names those that are there"));
    }

    void setPower(String instanceId, DevicePowerState state) throws NtStatusException {
        sequences.power().setPower(find(instanceId), state);
    }

    void rebalance(String instanceId) throws NtStatusException {
        Devnode node = find(instanceId);
        try {
            sequences.rebalance().rebalance(node);
        } finally {
            settle(); // others may find room now
        }
    }

    void disable(String instanceId) throws NtStatusException {
        Devnode node = find(instanceId);
        if (disabled.contains(instanceId)) {
            return;
        }
        if (node.parent().isEmpty()) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_REQUEST, "PNP-17", node + " is the root and stays");
        }
        remove(node);
        disabled.add(node.instanceId());
        LOG.log(Level.INFO, "{0} is disabled", node);
        settle();
    }

    void enable(String instanceId) throws NtStatusException {
        Devnode node = find(instanceId);
        boolean toldByItsDriver = node.state() == DevnodeState.FAILED && node.problem() == ProblemCode.DISABLED;
        if (!disabled.remove(node.instanceId()) && !toldByItsDriver) {
            return;
        }
        LOG.log(Level.INFO, "{0} is enabled", node);
        if (toldByItsDriver) {
            remove(node);
        } else if (node.problem() == ProblemCode.DISABLED) { // one that was ejected meanwhile stays so
            node.clearProblem();
        }
        settle();
    }

    void restart(String instanceId) throws NtStatusException {
        Devnode node = find(instanceId);
        if (disabled.contains(instanceId)) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "PNP-17",
                    node + " is disabled; enable it, then it starts");
        }
        if (node.parent().isEmpty()) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_REQUEST, "PNP-15", node + " is the root and stays");
        }
        remove(node);
        settle();
    }

    void eject(String instanceId) throws NtStatusException {
        Devnode node = find(instanceId);
        if (!node.identity().capabilities().ejectable()) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_REQUEST, "PNP-10",
                    node + " can not be ejected by its bus; disable it instead");
        }
        if (node.problem() != ProblemCode.HELD_FOR_EJECT) {
            removeOrRefuse(node);
            node.serveBy(ServingDrivers.NONE);
            node.ejected("it may be pulled out now; pnp:rescan brings it back");
            settle();
        }
    }

    void rescan() {
        tree.nodes().stream().filter(node -> node.problem() == ProblemCode.HELD_FOR_EJECT).forEach(node -> {
            node.clearProblem();
            keeper.release(node);
        });
        keeper.rescan();
        settle();
    }

    /** Takes the drivers off a device, so that it can be served again. */
    private void remove(Devnode node) throws NtStatusException {
        removeOrRefuse(node);
        node.drivers().stream().filter(driver -> driver.failure().isPresent()).forEach(sequences.loader()::unload);
        keeper.release(node);
    }

    private void removeOrRefuse(Devnode node) throws NtStatusException {
        NtStatus answer = sequences.removal().removeOrderly(node);
        if (!answer.isSuccess()) {
            throw new NtStatusException(answer, "PNP-7", node + " or a device on it vetoes its removal and works on; "
                    + "end what uses it and try again");
        }
    }

    private void settle() {
        keeper.driversChanged();
    }
}
