// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.PowerMinorFunction;
import org.netdma.wdm.resource.ResourceList;
import org.netdma.wdm.resource.ResourceRequirementsList;

/**
 * A device on the bench, and all that a PnP manager does to it. Each call runs on the PnP thread and returns the
 * driver's status; what is against the contract in between goes to the {@link Violations}.
 */
public final class Device {

    /** Where a device is, as far as the bench must know. */
    enum Phase { PRESENT, ADDING, ADDED, STARTED, SURPRISE_REMOVED, REMOVING, REMOVED }

    private final Bench bench;
    private final String instanceId;
    private final BenchDeviceObject physicalDevice;
    private final DeviceStack stack;
    private final Queue<BenchInterrupt> interrupts = new ConcurrentLinkedQueue<>();
    private final List<BenchRegistration> registrations = new ArrayList<>();
    private volatile Phase phase = Phase.PRESENT;
    private volatile boolean asleep;
    private volatile boolean gone;
    private volatile boolean stateInvalid;
    private int moves;
    private volatile ResourceList assigned = ResourceList.NONE;

    Device(Bench bench, int number) {
        this.bench = bench;
        this.instanceId = "%s\\%04d".formatted(bench.plan().hardwareId(), number);
        this.physicalDevice = new BenchDeviceObject(bench.busDriverObject(), null);
        this.stack = new DeviceStack(this, physicalDevice);
    }

    /** {@return its instance id} */
    public String instanceId() {
        return instanceId;
    }

    /** Calls AddDevice. {@return what it returned; DRIVER_INTERNAL_ERROR when it threw} */
    public NtStatus addDevice() {
        NtStatus status = bench.threads().onPnpThread("AddDevice", () -> {
            phase = Phase.ADDING;
            try {
                return bench.driver().addDevice().addDevice(bench.driver(), physicalDevice);
            } catch (RuntimeException e) {
                bench.noteThrown("AddDevice", e);
                return NtStatus.DRIVER_INTERNAL_ERROR;
            } finally {
                phase = Phase.ADDED;
            }
        });
        return status == null ? NtStatus.DRIVER_INTERNAL_ERROR : status;
    }

    /** {@return whether a device object of the driver is on the stack} */
    public boolean hasFunctionDevice() {
        return stack.depth() > 1;
    }

    /** {@return what the driver made of a list of requirements; the list itself when it does not filter [PNP-5]} */
    public ResourceRequirementsList filter(ResourceRequirementsList offered) {
        Answer answer = send(IoStackLocation.pnp(PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS),
                new IrpInformation.Requirements(offered));
        if (!answer.status().isSuccess() && answer.status() != NtStatus.NOT_SUPPORTED) {
            bench.violations().add("PNP-5", "FILTER_RESOURCE_REQUIREMENTS failed with " + answer.status());
        }
        return answer.information().map(IrpInformation.Requirements.class::cast)
                .map(IrpInformation.Requirements::list).orElse(offered);
    }

    /** {@return what the bus driver says that the device needs} */
    public ResourceRequirementsList requirements() {
        return bench.bus().requirements();
    }

    /** Filters the requirements, assigns resources, and sends START_DEVICE. {@return the status} */
    public NtStatus start() {
        assigned = ResourceAssignment.assign(filter(requirements()), moves);
        return send(IoStackLocation.pnp(PnpMinorFunction.START_DEVICE, new IrpParameters.StartDevice(assigned)), null)
                .status();
    }

    /** As {@link #start}, with other resources than at the start before. */
    public NtStatus startElsewhere() {
        moves++;
        return start();
    }

    /** Sends a request without parameters. */
    public Answer send(PnpMinorFunction minor) {
        return send(IoStackLocation.pnp(minor), null);
    }

    /** Sends a request down the stack and waits until it is completed. */
    public Answer send(IoStackLocation request, IrpInformation information) {
        return bench.threads().onPnpThread(request.toString(), () -> {
            IrpSender irps = new IrpSender(bench);
            if (stateInvalid && phase == Phase.STARTED) {
                stateInvalid = false;
                irps.send(stack, IoStackLocation.pnp(PnpMinorFunction.QUERY_PNP_DEVICE_STATE), null);
            }
            if (request.minor() == PnpMinorFunction.SURPRISE_REMOVAL) {
                gone = true;
                phase = Phase.SURPRISE_REMOVED;
            } else if (request.minor() == PnpMinorFunction.REMOVE_DEVICE) {
                phase = Phase.REMOVING;
            }
            asleep &= request.minor() != PnpMinorFunction.START_DEVICE && request.major() != MajorFunction.POWER;
            Answer answer = irps.send(stack, request, information);
            if (phase == Phase.REMOVING) {
                phase = Phase.REMOVED;
            } else if (request.minor() == PnpMinorFunction.START_DEVICE && answer.status().isSuccess()) {
                phase = Phase.STARTED;
            } else if (request.minor() == PnpMinorFunction.STOP_DEVICE) {
                phase = Phase.ADDED;
            }
            return answer;
        });
    }

    /** Sends REMOVE_DEVICE. {@return the status} */
    public NtStatus remove() {
        return send(PnpMinorFunction.REMOVE_DEVICE).status();
    }

    /** Sends STOP_DEVICE. {@return the status} */
    public NtStatus stop() {
        return send(PnpMinorFunction.STOP_DEVICE).status();
    }

    /** Sends SET_POWER. {@return the status} */
    public NtStatus setPower(DevicePowerState state) {
        NtStatus status = send(IoStackLocation.power(PowerMinorFunction.SET_POWER, state), null).status();
        asleep = state == DevicePowerState.D3;
        return status;
    }

    /** {@return whether it was pulled out: true before the driver gets SURPRISE_REMOVAL} */
    boolean isGone() {
        return gone;
    }

    /** Requests QUERY_PNP_DEVICE_STATE, to be sent before the next request; ignored unless the device is started. */
    void invalidateState() {
        stateInvalid = phase == Phase.STARTED;
    }

    /** {@return whether it is in low power, in which its engine can do nothing} */
    boolean isAsleep() {
        return asleep;
    }

    /** {@return the driver's registration of this device's engine} */
    public BenchRegistration registration() {
        if (registrations.isEmpty()) {
            throw new IllegalStateException("the driver has not registered a provider for " + instanceId);
        }
        return registrations.get(registrations.size() - 1);
    }

    /** {@return whether the driver has a provider registered for it} */
    public boolean hasProvider() {
        return registrations.stream().anyMatch(registration -> !registration.isDeregistered());
    }

    /** {@return the interrupts that are connected} */
    public List<BenchInterrupt> interrupts() {
        return interrupts.stream().filter(BenchInterrupt::isConnected).toList();
    }

    /** {@return what the driver holds still of this device; empty when it gave all back [PNP-10]} */
    public List<String> leftovers() {
        List<String> left = new ArrayList<>();
        if (hasFunctionDevice()) {
            left.add(stack.top() + " is not detached");
        }
        registrations.stream().filter(registration -> !registration.isDeregistered())
                .forEach(registration -> left.add("the provider is not deregistered"));
        registrations.stream().filter(BenchRegistration::isStarted)
                .forEach(registration -> left.add("the provider is not stopped"));
        interrupts().forEach(interrupt -> left.add(interrupt.resource() + " is not disconnected"));
        return left;
    }

    void add(BenchInterrupt interrupt) {
        interrupts.add(interrupt);
    }

    void add(BenchRegistration registration) {
        registrations.add(registration);
    }

    /** Notes that the driver deletes a device object of the stack. */
    void noteDeletion() {
        if (phase == Phase.SURPRISE_REMOVED) {
            bench.violations().add("PNP-11", "the device object is deleted while handling SURPRISE_REMOVAL; it stays"
                    + " until REMOVE_DEVICE");
        }
    }

    Phase phase() {
        return phase;
    }

    DeviceObject physicalDevice() {
        return physicalDevice;
    }

    ResourceList assigned() {
        return assigned;
    }
}
