// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
 * Moves the resources of started devices: QUERY_STOP, which a driver may veto, STOP, FILTER_RESOURCE_REQUIREMENTS, new
 * resources, START. A start that fails then ends in SURPRISE_REMOVAL and REMOVE.
 */
final class RebalanceSequence {

    private static final System.Logger LOG = System.getLogger(RebalanceSequence.class.getName());

    /** Something to be done with a device that is stopped, and its driver. */
    @FunctionalInterface
    private interface Step {
        void take(Devnode node, LoadedDriver driver) throws NtStatusException;
    }

    /** A device that may not be stopped, and what its driver said. */
    private record Veto(Devnode node, NtStatus answer) {
        @Override
        public String toString() {
            return node + " with " + answer;
        }
    }

    /** Where so many veto, the next will, too; each of them is asked before anybody knows. */
    private static final int MOST_VETOES = 8;

    private final DeviceTree tree;
    private final IrpSender sender;
    private final ResourceAssigner assigner;
    private final RemovalSequence removal;
    private final StackCleaner cleaner;

    RebalanceSequence(DeviceTree tree, IrpSender sender, ResourceAssigner assigner, RemovalSequence removal,
            StackCleaner cleaner) {
        this.tree = tree;
        this.sender = sender;
        this.assigner = assigner;
        this.removal = removal;
        this.cleaner = cleaner;
    }

    /**
     * Moves a device's resources, because a person asked for it.
     *
     * @throws NtStatusException see PnpManager
     */
    void rebalance(Devnode node) throws NtStatusException {
        requireStoppable(node);
        Optional<Veto> veto = askToStop(List.of(node));
        if (veto.isPresent()) {
            throw new NtStatusException(veto.get().answer(), "PNP-7", node + " vetoes being stopped and works on");
        }
        stop(node);
        attempt(node, assigner::filter, ProblemCode.FAILED_START);
        attempt(node, (stopped, driver) -> assigner.move(stopped), ProblemCode.NORMAL_CONFLICT);
        restart(node);
    }

    /**
     * Moves started devices, because one that is new finds no room for its memory windows without that. Where one of
     * them vetoes, others are tried. What the new one needs is assigned to it when this returns true; its start comes
     * after those of the moved ones.
     *
     * @return whether it has found room; nobody is stopped when it could not
     * @throws NtStatusException INSUFFICIENT_RESOURCES when it could not for vetoes: all work on as they were
     */
    boolean makeRoom(Devnode newcomer) throws NtStatusException {
        List<Devnode> movable = new ArrayList<>(tree.nodes().stream().filter(this::isStoppable).toList());
        List<Veto> vetoes = new ArrayList<>();
        while (vetoes.size() < MOST_VETOES) {
            List<Devnode> moving = assigner.findRoom(newcomer, movable);
            if (moving.isEmpty()) {
                break;
            }
            LOG.log(Level.INFO, "{0} finds room when {1} move: they are asked for that [PNP-5]", newcomer, moving);
            Optional<Veto> veto = askToStop(moving);
            if (veto.isEmpty()) {
                return move(moving, newcomer);
            }
            vetoes.add(veto.get());
            movable.remove(veto.get().node());
        }
        if (vetoes.isEmpty()) {
            return false;
        }
        throw new NtStatusException(NtStatus.INSUFFICIENT_RESOURCES, "PNP-5",
                "%s finds room when others move, and these veto being stopped: %s; all work on, end what uses them and "
                        .formatted(newcomer, vetoes) + "restart " + newcomer);
    }

    private boolean move(List<Devnode> moving, Devnode newcomer) {
        moving.forEach(this::stop);
        List<Devnode> stopped = succeeding(moving, assigner::filter);
        boolean found = reassign(newcomer, stopped);
        succeeding(stopped, (node, driver) -> restart(node));
        return found;
    }

    private boolean reassign(Devnode newcomer, List<Devnode> stopped) {
        try {
            assigner.reassign(newcomer, stopped);
            return true;
        } catch (NtStatusException othersNeedsHaveGrown) {
            LOG.log(Level.WARNING, "{0} finds no room after all, the others start as they were: {1}", newcomer,
                    othersNeedsHaveGrown.getMessage());
            return false;
        }
    }

    /** Does something with each device. {@return those with which it succeeded; the others are removed} */
    private List<Devnode> succeeding(List<Devnode> nodes, Step step) {
        List<Devnode> succeeding = new ArrayList<>();
        for (Devnode node : nodes) {
            try {
                attempt(node, step, ProblemCode.FAILED_START);
                succeeding.add(node);
            } catch (NtStatusException refused) {
                LOG.log(Level.WARNING, "{0} does not start again: {1}", node, refused.getMessage());
            }
        }
        return succeeding;
    }

    /** Asks devices whether they may be stopped. {@return the veto of one, and all that were asked are told so} */
    private Optional<Veto> askToStop(List<Devnode> nodes) {
        List<Devnode> asked = new ArrayList<>();
        for (Devnode node : nodes) {
            NtStatus answer = sender.send(node, PnpMinorFunction.QUERY_STOP_DEVICE).status();
            asked.add(node);
            if (!answer.isSuccess() && answer != NtStatus.NOT_SUPPORTED) {
                LOG.log(Level.INFO, "{0} vetoes being stopped with {1}", node, answer);
                Collections.reverse(asked);
                asked.forEach(this::cancelStop);
                return Optional.of(new Veto(node, answer));
            }
            node.transitionTo(DevnodeEvent.STOP_AGREED);
        }
        return Optional.empty();
    }

    private void cancelStop(Devnode node) {
        removal.sendUnfailable(node, PnpMinorFunction.CANCEL_STOP_DEVICE);
        if (node.state() == DevnodeState.STOP_PENDING) {
            node.transitionTo(DevnodeEvent.STOP_CANCELLED);
        }
    }

    private void stop(Devnode node) {
        removal.sendUnfailable(node, PnpMinorFunction.STOP_DEVICE);
        cleaner.afterStop(node);
        node.transitionTo(DevnodeEvent.STOP_DONE);
    }

    private void restart(Devnode node) throws NtStatusException {
        attempt(node, assigner::start, ProblemCode.FAILED_START);
        node.transitionTo(DevnodeEvent.START_SUCCEEDED);
        LOG.log(Level.INFO, "{0} works again, with {1}", node, node.assigned().resources());
    }

    /** Takes a step with a stopped device; one that fails is its end, with this problem unless it is gone. */
    private void attempt(Devnode node, Step step, ProblemCode unlessGone) throws NtStatusException {
        try {
            step.take(node, node.driver().flatMap(StoredDriver::loaded).orElseThrow());
        } catch (NtStatusException refused) {
            if (node.state() == DevnodeState.STOPPED) {
                removal.failAfterStop(node);
                node.fail(ResourceAssigner.problem(refused, unlessGone), refused.getMessage());
            }
            throw refused;
        }
    }

    private boolean isStoppable(Devnode node) {
        return node.state() == DevnodeState.STARTED && node.powerState() == DevicePowerState.D0 && !isUsedBus(node)
                && !node.isStuck();
    }

    private boolean isUsedBus(Devnode node) {
        return node.parent().isEmpty() || !tree.children(node).isEmpty();
    }

    private void requireStoppable(Devnode node) throws NtStatusException {
        if (node.state() != DevnodeState.STARTED || node.powerState() != DevicePowerState.D0) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "PNP-5",
                    "%s is %s in %s; only a device that works can be stopped for new resources".formatted(node,
                            node.state(), node.powerState()));
        }
        if (isUsedBus(node)) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_REQUEST, "PNP-13",
                    node + " is a bus with devices on it and is not stopped");
        }
    }
}
