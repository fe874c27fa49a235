// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.util.ArrayList;
import java.util.List;

import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.resource.ResourceArbiter;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation.Requirements;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.ResourceList;

/** Lets a device's driver edit what the device needs, assigns it, and hands it to the driver [PNP-5]. */
final class ResourceAssigner {

    private final IrpSender sender;
    private final ResourceArbiter arbiter;

    ResourceAssigner(IrpSender sender, ResourceArbiter arbiter) {
        this.sender = sender;
        this.arbiter = arbiter;
    }

    /**
     * Sends FILTER_RESOURCE_REQUIREMENTS; what comes back is what the device needs.
     *
     * @throws NtStatusException what the driver failed it with
     */
    void filter(Devnode node, LoadedDriver driver) throws NtStatusException {
        Requirements offered = new Requirements(node.requirements());
        IrpSender.Answer answer = sender.send(node,
                IoStackLocation.pnp(PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS), offered);
        // Untouched: nobody filtered, and what the bus driver told holds.
        if (!answer.status().isSuccess() && !answer.isUntouched()) {
            throw Failures.refusal("FILTER_RESOURCE_REQUIREMENTS", answer, driver, "PNP-5");
        }
        node.filtered(answer.information(Requirements.class).orElse(offered).list());
    }

    /**
     * Assigns what a device needs, which has nothing yet.
     *
     * @throws NtStatusException INSUFFICIENT_RESOURCES, naming what can not be met; nothing is assigned then
     */
    void assign(Devnode node) throws NtStatusException {
        node.assign(arbiter.assign(node.needs(), node.instanceId()));
    }

    /**
     * Assigns a stopped device's resources anew: others than it has, where there are enough.
     *
     * @throws NtStatusException INSUFFICIENT_RESOURCES, naming what can not be met; nothing is assigned then
     */
    void move(Devnode node) throws NtStatusException {
        ResourceList old = node.assigned();
        try {
            assign(node);
            arbiter.release(old);
        } catch (NtStatusException noRoomForBoth) {
            arbiter.release(old);
            node.assign(ResourceList.NONE);
            assign(node);
        }
    }

    /** {@return whether a device that found no room finds some now} */
    boolean hasRoom(Devnode node) {
        return arbiter.hasRoom(node.needs());
    }

    /** {@return which of these devices have to move so that another one finds room; empty when that does not help} */
    List<Devnode> findRoom(Devnode newcomer, List<Devnode> movable) {
        return arbiter.findRoom(newcomer.needs(), movable);
    }

    /**
     * Assigns what a new device and some stopped ones need: to all of them, or none.
     *
     * @throws NtStatusException INSUFFICIENT_RESOURCES, naming what can not be met; the stopped ones keep what they
     *                           have
     */
    void reassign(Devnode newcomer, List<Devnode> stopped) throws NtStatusException {
        List<Devnode> all = new ArrayList<>(stopped);
        all.add(newcomer);
        arbiter.reassign(all);
    }

    /**
     * Hands its resources to a device's drivers, with START_DEVICE.
     *
     * @throws NtStatusException what it failed with
     */
    void start(Devnode node, LoadedDriver driver) throws NtStatusException {
        IrpSender.Answer answer = sender.send(node, IoStackLocation.pnp(PnpMinorFunction.START_DEVICE,
                new IrpParameters.StartDevice(node.assigned())), null);
        if (!answer.status().isSuccess()) {
            throw Failures.refusal("START_DEVICE", answer, driver, "IRP_MN_START_DEVICE");
        }
    }

    /** {@return the problem of a device for which one of the steps here failed, unless it is not there any more} */
    static ProblemCode problem(NtStatusException refused, ProblemCode unlessGone) {
        return refused.status() == NtStatus.NO_SUCH_DEVICE ? ProblemCode.DEVICE_NOT_THERE : unlessGone;
    }
}
