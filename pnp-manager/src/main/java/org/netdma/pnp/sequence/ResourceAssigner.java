// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.resource.ResourceArbiter;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation.Requirements;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.ResourceList;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** Lets a device's driver edit what the device needs, and assigns it [PNP-5]. */
final class ResourceAssigner {

    private final IrpSender sender;
    private final ResourceArbiter arbiter;

    ResourceAssigner(IrpSender sender, ResourceArbiter arbiter) {
        this.sender = sender;
        this.arbiter = arbiter;
    }

    /**
     * Sends FILTER_RESOURCE_REQUIREMENTS.
     *
     * @throws NtStatusException what the driver failed it with
     */
    ResourceRequirementsList filter(Devnode node, LoadedDriver driver) throws NtStatusException {
        Requirements offered = new Requirements(node.requirements());
        IrpSender.Answer answer = sender.send(node,
                IoStackLocation.pnp(PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS), offered);
        if (answer.isUntouched()) {
            // Nobody filtered: what the bus driver told holds.
            return offered.list();
        }
        if (!answer.status().isSuccess()) {
            throw Failures.refusal("FILTER_RESOURCE_REQUIREMENTS of " + node, answer, driver, "PNP-5");
        }
        return answer.information(Requirements.class).orElse(offered).list();
    }

    /**
     * Assigns what a device needs, which has nothing yet.
     *
     * @throws NtStatusException INSUFFICIENT_RESOURCES, naming what can not be met; nothing is assigned then
     */
    void assign(Devnode node, ResourceRequirementsList needs) throws NtStatusException {
        node.stack().assign(arbiter.assign(needs, node.instanceId()));
    }

    /**
     * Assigns a stopped device's resources anew: others than it has, where there are enough.
     *
     * @throws NtStatusException INSUFFICIENT_RESOURCES, naming what can not be met; nothing is assigned then
     */
    void move(Devnode node, ResourceRequirementsList needs) throws NtStatusException {
        ResourceList old = node.stack().assigned();
        try {
            assign(node, needs);
            arbiter.release(old);
        } catch (NtStatusException noRoomForBoth) {
            arbiter.release(old);
            node.stack().assign(ResourceList.NONE);
            assign(node, needs);
        }
    }

    /** {@return the problem of a device whose resources could not be assigned} */
    static ProblemCode problem(NtStatusException refused) {
        return refused.status() == NtStatus.INSUFFICIENT_RESOURCES ? ProblemCode.NORMAL_CONFLICT
                : ProblemCode.FAILED_START;
    }
}
