// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.netdma.pnp.device.DeviceTree;
import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeEvent;
import org.netdma.pnp.device.DevnodeState;
import org.netdma.pnp.driver.ServingDrivers;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.ProblemCode;

/** Takes drivers off devices: orderly, where a driver may veto, or by surprise, where it is only told. */
final class RemovalSequence {

    private static final System.Logger LOG = System.getLogger(RemovalSequence.class.getName());

    private final DeviceTree tree;
    private final IrpSender sender;
    private final StackCleaner cleaner;

    RemovalSequence(DeviceTree tree, IrpSender sender, StackCleaner cleaner) {
        this.tree = tree;
        this.sender = sender;
        this.cleaner = cleaner;
    }

    /**
     * Asks a device and all that hang on it whether they may be removed, children first, and removes them if none
     * vetoes; else all that were asked work on.
     *
     * @return SUCCESS, or what one vetoed with
     */
    NtStatus removeOrderly(Devnode node) {
        List<Devnode> asked = new ArrayList<>();
        NtStatus answer = query(node, asked);
        if (answer.isSuccess()) {
            remove(node);
            return answer;
        }
        for (Devnode each : asked) {
            sendUnfailable(each, PnpMinorFunction.CANCEL_REMOVE_DEVICE);
            if (each.state() == DevnodeState.REMOVE_PENDING) {
                each.transitionTo(DevnodeEvent.REMOVE_CANCELLED);
            }
        }
        return answer;
    }

    private NtStatus query(Devnode node, List<Devnode> asked) {
        for (Devnode child : tree.children(node)) {
            NtStatus answer = query(child, asked);
            if (!answer.isSuccess()) {
                return answer;
            }
        }
        if (node.state() != DevnodeState.STARTED) {
            return NtStatus.SUCCESS;
        }
        if (!node.isRemovable()) {
            LOG.log(Level.INFO, "{0} stays: its driver reported it as not to be disabled", node);
            return NtStatus.ACCESS_DENIED;
        }
        NtStatus status = sender.send(node, PnpMinorFunction.QUERY_REMOVE_DEVICE).status();
        // Those that were asked are told that it does not happen, the vetoing one included and first.
        asked.add(0, node);
        if (!status.isSuccess() && status != NtStatus.NOT_SUPPORTED) {
            LOG.log(Level.INFO, "{0} vetoes its removal with {1}", node, status);
            return status;
        }
        node.transitionTo(DevnodeEvent.REMOVE_AGREED);
        return NtStatus.SUCCESS;
    }

    /** Removes a device whose driver goes, asked or not [PNP-14]. */
    void removeForDepartingDriver(Devnode node) {
        if (!removeOrderly(node).isSuccess()) {
            LOG.log(Level.WARNING, "{0} vetoes, but its driver''s bundle goes: surprise removal [PNP-14]", node);
            surprise(node, DevnodeEvent.SURPRISED);
        }
    }

    /** Takes a device out of the tree that its bus no longer reports, its children before it [PNP-13]. */
    void departFromBus(Devnode node) {
        removeChildren(node);
        if (node.state().isOperating() && node.state() != DevnodeState.REMOVE_PENDING) {
            surprise(node, DevnodeEvent.VANISHED);
        } else if (node.state() != DevnodeState.REMOVED) {
            remove(node);
        }
        node.serveBy(ServingDrivers.NONE);
        if (!node.stack().physicalDevice().isDeleted()) {
            // The PDO alone is left: this tells its bus driver that the PnP manager knows.
            sendUnfailable(node, PnpMinorFunction.REMOVE_DEVICE);
        }
        node.transitionTo(DevnodeEvent.DEPARTED);
        tree.remove(node);
    }

    /** The end of a device that did not start again after a stop: SURPRISE_REMOVAL, REMOVE, and all given back. */
    void failAfterStop(Devnode node) {
        node.transitionTo(DevnodeEvent.SURPRISED);
        sendUnfailable(node, PnpMinorFunction.SURPRISE_REMOVAL);
        removeDrivers(node);
    }

    private void surprise(Devnode node, DevnodeEvent event) {
        node.transitionTo(event);
        node.stack().left(); // before its drivers know
        sendUnfailable(node, PnpMinorFunction.SURPRISE_REMOVAL);
        remove(node);
    }

    private void remove(Devnode node) {
        removeChildren(node);
        if (node.stack().layers().size() > 1) {
            removeDrivers(node);
        } else {
            // Nobody to send REMOVE_DEVICE to, but a driver that detached too early may have left things behind.
            cleaner.afterDetach(node);
        }
        if (node.state() != DevnodeState.ENUMERATED && node.state() != DevnodeState.PRESENT
                && node.state() != DevnodeState.REMOVED) {
            node.transitionTo(DevnodeEvent.REMOVE_DONE);
        }
        node.clearProblem();
    }

    private void removeChildren(Devnode bus) {
        List<Devnode> children = new ArrayList<>(tree.children(bus));
        Collections.reverse(children);
        children.forEach(this::departFromBus);
    }

    /** Removes a device by surprise that works, and leaves it with a problem. */
    void fail(Devnode node, ProblemCode problem, String reason) {
        removeChildren(node);
        failAfterStop(node);
        node.fail(problem, reason);
    }

    /** Sends REMOVE_DEVICE and leaves the PDO alone, as after a start that failed. */
    void removeDrivers(Devnode node) {
        cleaner.afterRemove(node, sendUnfailable(node, PnpMinorFunction.REMOVE_DEVICE));
    }

    IrpSender.Answer sendUnfailable(Devnode node, PnpMinorFunction minor) {
        IrpSender.Answer answer = sender.send(node, minor);
        if (!answer.status().isSuccess()) {
            LOG.log(Level.WARNING, "{0} of {1} came back with {2}; it can not fail, and the removal goes on [PNP-7]",
                    minor, node, answer.status());
        }
        return answer;
    }
}
