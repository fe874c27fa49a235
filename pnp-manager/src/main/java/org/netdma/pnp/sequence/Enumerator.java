// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.netdma.pnp.device.DeviceIdentity;
import org.netdma.pnp.device.DeviceTree;
import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeEvent;
import org.netdma.pnp.device.DevnodeState;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.DeviceStack.TroubleListener;
import org.netdma.pnp.object.DeviceStack;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation.Capabilities;
import org.netdma.wdm.IrpInformation.Ids;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters.IdType;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.LifeParty;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** Finds out which devices a bus has, and what each of them is. */
final class Enumerator {

    private static final System.Logger LOG = System.getLogger(Enumerator.class.getName());

    private final DeviceTree tree;
    private final IrpSender sender;
    private final RemovalSequence removal;
    private final TroubleListener troubles;

    /** @param troubles is told of trouble with the drivers of the devices */
    Enumerator(DeviceTree tree, IrpSender sender, RemovalSequence removal, TroubleListener troubles) {
        this.troubles = troubles;
        this.tree = tree;
        this.sender = sender;
        this.removal = removal;
    }

    /** Asks all buses that work for their devices, those higher in the tree first. */
    void enumerateAll() {
        for (Devnode node : tree.nodes()) {
            // One that has left with its bus in the meantime is not started any more.
            if (isBus(node)) {
                enumerate(node);
            }
        }
    }

    /** {@return whether a device works and others hang on it} */
    static boolean isBus(Devnode node) {
        return node.state() == DevnodeState.STARTED
                && node.driver().filter(driver -> driver.driverPackage().isBus()).isPresent();
    }

    /** Asks a bus for its devices: new ones join the tree, those no longer reported leave it. */
    void enumerate(Devnode bus) {
        IrpSender.Answer answer = sender.send(bus, PnpMinorFunction.QUERY_DEVICE_RELATIONS);
        Optional<IrpInformation.Relations> relations = answer.information(IrpInformation.Relations.class);
        if (!answer.status().isSuccess() || relations.isEmpty()) {
            LOG.log(Level.WARNING, "{0} does not tell its devices: {1}", bus, answer.status());
            return;
        }
        // Device objects are equal only if they are the same.
        Set<DeviceObject> reported = new LinkedHashSet<>(relations.get().children());
        List<Devnode> known = tree.children(bus);
        known.stream().filter(node -> !reported.contains(node.stack().physicalDevice()))
                .forEach(removal::departFromBus);
        known.forEach(node -> reported.remove(node.stack().physicalDevice()));
        reported.forEach(pdo -> arrive(bus, pdo));
    }

    private void arrive(Devnode bus, DeviceObject pdo) {
        if (!(pdo instanceof DeviceLayer layer) || layer.stack().isPresent()) {
            LOG.log(Level.ERROR, "{0} reports {1}, which is no unattached PDO", bus, pdo);
            return;
        }
        Devnode node = new Devnode(bus, new DeviceStack(layer, "a new device on " + bus));
        node.stack().reportTroubleTo(troubles);
        // Its bus was asked for all its devices; for this one, that is how its life begins.
        String query = PnpMinorFunction.QUERY_DEVICE_RELATIONS.name();
        node.stack().life().call(LifeParty.PNP_MANAGER, layer.party(), query);
        node.stack().life().answer(layer.party(), LifeParty.PNP_MANAGER, query, NtStatus.SUCCESS);
        if (!identify(node)) {
            node.stack().giveUp();
        }
    }

    /** Asks a new devnode's bus driver what it is, and puts it into the tree. {@return whether that succeeded} */
    boolean identify(Devnode node) {
        node.transitionTo(DevnodeEvent.REPORTED);
        try {
            askAll(node);
        } catch (NtStatusException untold) {
            LOG.log(Level.ERROR, "{0} is left out until its bus is asked for its devices again: {1}", node,
                    untold.getMessage());
            return false;
        }
        if (!tree.add(node)) {
            LOG.log(Level.ERROR, "a second device calls itself {0} and is left out", node);
            return false;
        }
        node.transitionTo(DevnodeEvent.IDENTIFIED);
        return true;
    }

    private void askAll(Devnode node) throws NtStatusException {
        List<String> device = ids(node, IdType.DEVICE);
        List<String> instance = ids(node, IdType.INSTANCE);
        if (device.isEmpty() || instance.isEmpty()) {
            throw new NtStatusException(NtStatus.NOT_FOUND, "IRP_MN_QUERY_ID", "it tells no device id or instance id");
        }
        List<String> hardware = ids(node, IdType.HARDWARE);
        List<String> compatible = ids(node, IdType.COMPATIBLE);
        Capabilities capabilities = ask(node, IoStackLocation.pnp(PnpMinorFunction.QUERY_CAPABILITIES),
                Capabilities.class).orElse(DeviceIdentity.UNKNOWN.capabilities());
        String text = ask(node, IoStackLocation.pnp(PnpMinorFunction.QUERY_DEVICE_TEXT), IrpInformation.Text.class)
                .map(IrpInformation.Text::value).orElse("");
        ResourceRequirementsList needs = ask(node, IoStackLocation.pnp(PnpMinorFunction.QUERY_RESOURCE_REQUIREMENTS),
                IrpInformation.Requirements.class).map(IrpInformation.Requirements::list)
                .orElse(ResourceRequirementsList.NONE);
        String instanceId = device.get(0) + "\\" + instance.get(0);
        node.identify(new DeviceIdentity(instanceId, hardware, compatible, text, capabilities), needs);
    }

    private List<String> ids(Devnode node, IdType type) throws NtStatusException {
        return ask(node, IoStackLocation.pnp(PnpMinorFunction.QUERY_ID, new IrpParameters.QueryId(type)), Ids.class)
                .map(Ids::values).orElse(List.of());
    }

    /**
     * {@return what the bus driver tells; empty where it has nothing to tell}
     *
     * @throws NtStatusException what it failed the query with: a device that is known by half is not started
     */
    private <T extends IrpInformation> Optional<T> ask(Devnode node, IoStackLocation query, Class<T> type)
            throws NtStatusException {
        IrpSender.Answer answer = sender.send(node, query, null);
        if (!answer.status().isSuccess() && !answer.isUntouched()) {
            throw new NtStatusException(answer.status(), "IRP_MN_" + query.minor(), answer.cause());
        }
        return answer.information(type);
    }

    /** Notes a device that no driver serves [PNP-16]. */
    static void reportNoDriver(Devnode node) {
        if (node.problem() != ProblemCode.FAILED_INSTALL) {
            List<String> ids = node.identity().hardwareIds();
            node.report(ProblemCode.FAILED_INSTALL, "no driver serves %s%s; it starts when a bundle with one arrives "
                    .formatted(ids.isEmpty() ? node : ids.get(0), ids.size() > 1 ? " or another of its ids" : "")
                    + "[PNP-16]");
        }
    }
}
