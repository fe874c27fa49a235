// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;

import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeEvent;
import org.netdma.pnp.device.DevnodeState;
import org.netdma.pnp.driver.ServingDrivers;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.wdm.IrpInformation.DeviceState.Flag;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.ProblemCode;

/**
 * Brings an enumerated device to work: DriverEntry, AddDevice, FILTER_RESOURCE_REQUIREMENTS, assignment, START_DEVICE,
 * QUERY_CAPABILITIES, QUERY_PNP_DEVICE_STATE. A step that fails is cleaned up and leaves a problem code.
 */
final class StartSequence {

    private static final System.Logger LOG = System.getLogger(StartSequence.class.getName());

    private final IrpSender sender;
    private final StackBuilder builder;
    private final ResourceAssigner assigner;
    private final RebalanceSequence rebalance;
    private final RemovalSequence removal;

    StartSequence(IrpSender sender, StackBuilder builder, ResourceAssigner assigner, RebalanceSequence rebalance,
            RemovalSequence removal) {
        this.sender = sender;
        this.builder = builder;
        this.assigner = assigner;
        this.rebalance = rebalance;
        this.removal = removal;
    }

    /** Starts a device with its drivers. {@return whether it works} */
    boolean start(Devnode node, ServingDrivers drivers) {
        node.serveBy(drivers);
        node.clearProblem();
        Optional<LoadedDriver> driver = builder.build(node, drivers);
        return driver.isPresent() && assignResources(node, driver.get()) && startDevice(node, driver.get())
                && checkState(node, driver.get());
    }

    /** {@return whether a device failed for want of resources that are there now: it may be started again} */
    boolean hasRoomNow(Devnode node) {
        return node.state() == DevnodeState.FAILED && node.problem() == ProblemCode.NORMAL_CONFLICT
                && assigner.hasRoom(node);
    }

    private boolean assignResources(Devnode node, LoadedDriver driver) {
        try {
            assigner.filter(node, driver);
        } catch (NtStatusException refused) {
            return failStart(node, ProblemCode.FAILED_START, refused);
        }
        try {
            assignOrMakeRoom(node);
        } catch (NtStatusException conflict) {
            return failStart(node, ProblemCode.NORMAL_CONFLICT, conflict);
        }
        node.transitionTo(DevnodeEvent.RESOURCES_ASSIGNED);
        return true;
    }

    private void assignOrMakeRoom(Devnode node) throws NtStatusException {
        try {
            assigner.assign(node);
        } catch (NtStatusException conflict) {
            if (!rebalance.makeRoom(node)) {
                throw conflict;
            }
        }
    }

    private boolean startDevice(Devnode node, LoadedDriver driver) {
        try {
            assigner.start(node, driver);
            return true;
        } catch (NtStatusException refused) {
            return failStart(node, ProblemCode.FAILED_START, refused);
        }
    }

    private boolean checkState(Devnode node, LoadedDriver driver) {
        sender.send(node, PnpMinorFunction.QUERY_CAPABILITIES);
        Optional<Trouble> trouble = trouble(node);
        if (trouble.isPresent()) {
            return failStart(node, trouble.get().code(), trouble.get().text());
        }
        node.transitionTo(DevnodeEvent.START_SUCCEEDED);
        LOG.log(Level.INFO, "{0} is started by {1}", node, driver);
        return true;
    }

    /**
     * What a driver reports of a device that shall not go on.
     *
     * @param code the problem
     * @param text why, in the driver's words where it said something
     */
    record Trouble(ProblemCode code, String text) {
    }

    /**
     * Sends QUERY_PNP_DEVICE_STATE.
     *
     * @return why the device shall not go on; empty when it shall
     */
    Optional<Trouble> trouble(Devnode node) {
        IrpSender.Answer answer = sender.send(node, PnpMinorFunction.QUERY_PNP_DEVICE_STATE);
        Set<Flag> flags = answer.information(IrpInformation.DeviceState.class).map(IrpInformation.DeviceState::flags)
                .orElse(Set.of());
        if (flags.contains(Flag.NOT_DISABLEABLE)) {
            node.forbidRemoval();
        }
        String why = answer.said().map(": "::concat).orElse("");
        String driver = node.driver().map(StoredDriver::toString).orElse("its driver");
        if (flags.contains(Flag.FAILED)) {
            return Optional.of(new Trouble(ProblemCode.FAILED_POST_START,
                    driver + " reports that " + node + " does not work" + why + " [QUERY_PNP_DEVICE_STATE]"));
        }
        if (flags.contains(Flag.DISABLED)) {
            return Optional.of(new Trouble(ProblemCode.DISABLED,
                    driver + " reports that " + node + " shall not work" + why + " [QUERY_PNP_DEVICE_STATE]"));
        }
        return Optional.empty();
    }

    private boolean failStart(Devnode node, ProblemCode unlessGone, NtStatusException refused) {
        return failStart(node, ResourceAssigner.problem(refused, unlessGone), refused.getMessage());
    }

    /** The end of a first start that failed: REMOVE_DEVICE, and all of the device given back. */
    private boolean failStart(Devnode node, ProblemCode problem, String text) {
        removal.removeDrivers(node);
        node.fail(problem, text);
        return false;
    }
}
