// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeEvent;
import org.netdma.pnp.driver.LoadFailure;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.thread.Outcome;
import org.netdma.pnp.thread.PnpThread;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation.DeviceState.Flag;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.ResourceList;
import org.netdma.wdm.resource.ResourceRequirementsList;

/**
 * Brings an enumerated device to work: DriverEntry, AddDevice, FILTER_RESOURCE_REQUIREMENTS, assignment, START_DEVICE,
 * QUERY_CAPABILITIES, QUERY_PNP_DEVICE_STATE. A step that fails is cleaned up and leaves a problem code.
 */
final class StartSequence {

    private static final System.Logger LOG = System.getLogger(StartSequence.class.getName());

    private final PnpThread thread;
    private final Duration callLimit;
    private final IrpSender sender;
    private final DriverLoader loader;
    private final ResourceAssigner assigner;
    private final StackCleaner cleaner;
    private final RemovalSequence removal;

    StartSequence(PnpThread thread, Duration callLimit, IrpSender sender, DriverLoader loader,
            ResourceAssigner assigner, StackCleaner cleaner, RemovalSequence removal) {
        this.thread = thread;
        this.callLimit = callLimit;
        this.sender = sender;
        this.loader = loader;
        this.assigner = assigner;
        this.cleaner = cleaner;
        this.removal = removal;
    }

    /** Starts a device with a driver. {@return whether it works} */
    boolean start(Devnode node, StoredDriver stored) {
        node.serveBy(stored);
        node.clearProblem();
        Optional<LoadedDriver> loaded = loader.load(stored, node.stack().life());
        if (loaded.isEmpty()) {
            LoadFailure failure = stored.failure().orElseThrow();
            node.fail(failure.problem(), failure.text());
            return false;
        }
        node.transitionTo(DevnodeEvent.DRIVER_LOADED);
        LoadedDriver driver = loaded.get();
        return addDevice(node, driver) && assignResources(node, driver) && startDevice(node, driver)
                && checkState(node, driver);
    }

    private boolean addDevice(Devnode node, LoadedDriver driver) {
        String what = "AddDevice of " + driver + " for " + node;
        List<DeviceLayer> before = driver.devices();
        node.stack().open();
        driver.dealsWith(node.stack().life());
        Outcome<NtStatus> outcome = node.stack().life().calling(driver.name(), "AddDevice", () -> thread.call(what,
                () -> driver.addDevice().addDevice(driver, node.stack().physicalDevice()), callLimit));
        node.stack().close();
        Optional<String> reason = Failures.reason(what, outcome, driver, "PNP-3");
        if (reason.isEmpty() && node.stack().layers().size() == 1) {
            reason = Optional.of(what + " returned success and attached no device object to the stack [PNP-3]");
        }
        if (reason.isPresent()) {
            cleaner.afterAddDevice(node, driver, before);
            node.fail(ProblemCode.FAILED_ADD, reason.get());
            return false;
        }
        node.transitionTo(DevnodeEvent.FDO_ATTACHED);
        return true;
    }

    private boolean assignResources(Devnode node, LoadedDriver driver) {
        ResourceRequirementsList needs;
        try {
            needs = assigner.filter(node, driver);
        } catch (NtStatusException refused) {
            return failStart(node, ProblemCode.FAILED_START, refused.getMessage());
        }
        try {
            assigner.assign(node, needs);
        } catch (NtStatusException conflict) {
            return failStart(node, ProblemCode.NORMAL_CONFLICT, conflict.getMessage());
        }
        node.stack().life().note("assigns " + resources(node.stack().assigned()));
        node.transitionTo(DevnodeEvent.RESOURCES_ASSIGNED);
        return true;
    }

    private static String resources(ResourceList assigned) {
        return assigned.resources().isEmpty() ? "no resources" : "resources, memory windows: %d, interrupts: %d"
                .formatted(assigned.memory().size(), assigned.interrupts().size());
    }

    private boolean startDevice(Devnode node, LoadedDriver driver) {
        try {
            sendStart(node, driver);
            return true;
        } catch (NtStatusException refused) {
            return failStart(node, ProblemCode.FAILED_START, refused.getMessage());
        }
    }

    /**
     * Sends START_DEVICE with what is assigned.
     *
     * @throws NtStatusException what it failed with
     */
    void sendStart(Devnode node, LoadedDriver driver) throws NtStatusException {
        IoStackLocation start = IoStackLocation.pnp(PnpMinorFunction.START_DEVICE,
                new IrpParameters.StartDevice(node.stack().assigned()));
        IrpSender.Answer answer = sender.send(node, start, null);
        if (!answer.status().isSuccess()) {
            throw new NtStatusException(answer.status(), "section 3",
                    Failures.reason("START_DEVICE of " + node, answer, driver));
        }
    }

    private boolean checkState(Devnode node, LoadedDriver driver) {
        sender.send(node, PnpMinorFunction.QUERY_CAPABILITIES);
        Optional<IrpInformation.DeviceState> told = sender.send(node, PnpMinorFunction.QUERY_PNP_DEVICE_STATE)
                .information(IrpInformation.DeviceState.class);
        if (told.filter(state -> state.flags().contains(Flag.NOT_DISABLEABLE)).isPresent()) {
            node.forbidRemoval();
        }
        if (told.filter(state -> state.flags().contains(Flag.FAILED)).isPresent()) {
            return failStart(node, ProblemCode.FAILED_POST_START, driver + " reports in QUERY_PNP_DEVICE_STATE that "
                    + node + " does not work [PNP-8]");
        }
        if (told.filter(state -> state.flags().contains(Flag.DISABLED)).isPresent()) {
            return failStart(node, ProblemCode.DISABLED, driver + " reports in QUERY_PNP_DEVICE_STATE that " + node
                    + " shall not work [PNP-8]");
        }
        node.transitionTo(DevnodeEvent.START_SUCCEEDED);
        LOG.log(Level.INFO, "{0} is started by {1}", node, driver);
        return true;
    }

    /** The end of a first start that failed: REMOVE_DEVICE, and all of the device given back. */
    private boolean failStart(Devnode node, ProblemCode problem, String text) {
        removal.removeDrivers(node);
        node.fail(problem, text);
        return false;
    }
}
