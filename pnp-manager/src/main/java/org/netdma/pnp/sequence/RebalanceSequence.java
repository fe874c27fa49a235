// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;

import org.netdma.pnp.device.DeviceTree;
import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeEvent;
import org.netdma.pnp.device.DevnodeState;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.ProblemCode;

/**
 * Moves the resources of a started device: QUERY_STOP, which a driver may veto, STOP, FILTER_RESOURCE_REQUIREMENTS, new
 * resources, START. A start that fails then ends in SURPRISE_REMOVAL and REMOVE.
 */
final class RebalanceSequence {

    private static final System.Logger LOG = System.getLogger(RebalanceSequence.class.getName());

    private final DeviceTree tree;
    private final IrpSender sender;
    private final ResourceAssigner assigner;
    private final StartSequence start;
    private final RemovalSequence removal;
    private final StackCleaner cleaner;

    RebalanceSequence(DeviceTree tree, IrpSender sender, ResourceAssigner assigner, StartSequence start,
            RemovalSequence removal, StackCleaner cleaner) {
        this.tree = tree;
        this.sender = sender;
        this.assigner = assigner;
        this.start = start;
        this.removal = removal;
        this.cleaner = cleaner;
    }

    /**
     * Moves a device's resources.
     *
     * @throws NtStatusException see PnpManager
     */
    void rebalance(Devnode node) throws NtStatusException {
        requireStoppable(node);
        LoadedDriver driver = node.driver().flatMap(StoredDriver::loaded).orElseThrow();
        NtStatus answer = sender.send(node, PnpMinorFunction.QUERY_STOP_DEVICE).status();
        if (!answer.isSuccess() && answer != NtStatus.NOT_SUPPORTED) {
            removal.sendUnfailable(node, PnpMinorFunction.CANCEL_STOP_DEVICE);
            throw new NtStatusException(answer, "PNP-7", node + " vetoes being stopped and works on");
        }
        node.transitionTo(DevnodeEvent.STOP_AGREED);
        removal.sendUnfailable(node, PnpMinorFunction.STOP_DEVICE);
        cleaner.afterStop(node);
        node.transitionTo(DevnodeEvent.STOP_DONE);
        try {
            assigner.move(node, assigner.filter(node, driver));
            start.sendStart(node, driver);
        } catch (NtStatusException refused) {
            ProblemCode problem = ResourceAssigner.problem(refused);
            removal.failAfterStop(node);
            node.fail(problem, refused.getMessage());
            throw refused;
        }
        node.transitionTo(DevnodeEvent.START_SUCCEEDED);
        LOG.log(Level.INFO, "{0} has new resources: {1}", node, node.stack().assigned().resources());
    }

    private void requireStoppable(Devnode node) throws NtStatusException {
        if (node.state() != DevnodeState.STARTED || node.powerState() != DevicePowerState.D0) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "PNP-5",
                    "%s is %s in %s; only a device that works can be stopped for new resources".formatted(node,
                            node.state(), node.powerState()));
        }
        if (node.parent().isEmpty() || !tree.children(node).isEmpty()) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_REQUEST, "PNP-13",
                    node + " is a bus with devices on it and is not stopped");
        }
    }
}
