// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import static org.netdma.wdm.NtStatus.INVALID_DEVICE_STATE;
import static org.netdma.wdm.NtStatus.SUCCESS;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.reference.hw.EngineOptions;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.PowerMinorFunction;
import org.netdma.wdm.resource.ResourceList;

/**
 * The driver's side of one device: the device extension of its FDO. Called on the PnP thread only, one request at a
 * time [PNP-4]; what clients call is in {@link EngineProvider}.
 */
final class FunctionDevice {

    private static final System.Logger LOG = System.getLogger(FunctionDevice.class.getName());

    private static final int HARDWARE_MAJOR = 1;
    private static final int HARDWARE_MINOR = 0;
    /** Software has no PCI vendor. */
    private static final int VENDOR_ID = 0;

    private final IoManager io;
    private final EngineParameters parameters;
    private final EngineProvider provider;
    private final FaultServices faultServices;
    private DeviceObject self;
    private DeviceObject lower;
    private ProviderRegistration registration;
    private DevicePower power;
    private DeviceLife life = DeviceLife.NOT_STARTED;
    private Runnable withdrawFaults = () -> { };

    FunctionDevice(IoManager io, EngineParameters parameters, FaultServices faultServices) {
        this.io = io;
        this.parameters = parameters;
        this.faultServices = faultServices;
        this.provider = EngineProvider.of(parameters);
    }

    /** AddDevice: puts the FDO on the stack and registers the engine, in this order [REG-1]. */
    void add(DriverObject driver, DeviceObject physicalDevice, NetDma netDma) throws NtStatusException {
        self = io.createDevice(driver, this);
        try {
            lower = io.attachDeviceToDeviceStack(self, physicalDevice);
            registration = netDma.registerProvider(provider, characteristics(physicalDevice));
            power = new DevicePower(provider, registration, parameters.engine().version());
        } catch (NtStatusException | RuntimeException e) {
            leaveStack();
            throw e;
        }
    }

    private ProviderCharacteristics characteristics(DeviceObject physicalDevice) {
        return new ProviderCharacteristics(parameters.engine().version(), parameters.flags(), physicalDevice,
                parameters.engine().channels(), parameters.friendlyName());
    }

    private void leaveStack() {
        if (lower != null) {
            io.detachDevice(lower);
        }
        io.deleteDevice(self);
    }

    /** IRP_MJ_PNP. */
    NtStatus dispatch(Irp irp) {
        PnpMinorFunction request = (PnpMinorFunction) irp.currentStackLocation().minor();
        Optional<DeviceLife> next = life.next(request);
        if (next.isEmpty()) {
            LOG.log(Level.WARNING, "{0} is {1} and refuses {2}", self, life, request);
            return complete(irp, INVALID_DEVICE_STATE);
        }
        return switch (request) {
            case START_DEVICE -> startDevice(irp);
            case STOP_DEVICE -> {
                life = next.get();
                stop();
                yield passDown(irp, SUCCESS);
            }
            case SURPRISE_REMOVAL -> {
                life = next.get();
                provider.detach();
                stop();
                yield passDown(irp, SUCCESS);
            }
            case REMOVE_DEVICE -> {
                life = next.get();
                yield removeDevice(irp);
            }
            case QUERY_STOP_DEVICE, QUERY_REMOVE_DEVICE, CANCEL_STOP_DEVICE, CANCEL_REMOVE_DEVICE -> {
                life = next.get(); // the engine works on until it is really stopped or removed
                yield passDown(irp, SUCCESS);
            }
            case FILTER_RESOURCE_REQUIREMENTS -> filterResourceRequirements(irp);
            case QUERY_CAPABILITIES -> queryCapabilities(irp);
            case QUERY_PNP_DEVICE_STATE -> queryDeviceState(irp);
            case QUERY_DEVICE_RELATIONS, QUERY_RESOURCE_REQUIREMENTS, QUERY_DEVICE_TEXT, QUERY_ID ->
                    io.forwardIrp(lower, irp); // the bus driver's [PNP-8]
        };
    }

    /** IRP_MJ_POWER. Down: the engine first, then the lower drivers; up: the other way round. */
    NtStatus dispatchPower(Irp irp) {
        if (irp.currentStackLocation().minor() != PowerMinorFunction.SET_POWER
                || !(irp.currentStackLocation().parameters() instanceof IrpParameters.Power wanted)
                || !provider.isPowered()) {
            return passDown(irp, SUCCESS); // QUERY_POWER: what runs is waited for, so there is nothing to refuse
        }
        return switch (wanted.state()) {
            case D3 -> {
                power.down(self);
                yield passDown(irp, SUCCESS);
            }
            case D0 -> {
                irp.setStatus(SUCCESS);
                NtStatus status = io.forwardIrpSynchronously(lower, irp);
                if (status.isSuccess()) {
                    power.up(self);
                }
                yield complete(irp, status);
            }
        };
    }

    /** IRP_MJ_DEVICE_CONTROL: answers with a report, whatever the device is at. */
    NtStatus dispatchDeviceControl(Irp irp) {
        if (irp.currentStackLocation().parameters() instanceof IrpParameters.DeviceControl asked
                && asked.code() == EngineReport.CONTROL_CODE) {
            irp.setInformation(new IrpInformation.Text(provider.report()));
            return complete(irp, SUCCESS);
        }
        return complete(irp, NtStatus.INVALID_DEVICE_REQUEST);
    }

    /** Bottom-up: the lower drivers first, then the engine, then the interface. */
    private NtStatus startDevice(Irp irp) {
        NtStatus status = io.forwardIrpSynchronously(lower, irp);
        if (status.isSuccess()) {
            status = start(irp);
        }
        if (status.isSuccess()) {
            life = DeviceLife.STARTED;
        }
        return complete(irp, status);
    }

    private NtStatus start(Irp irp) {
        if (!(irp.currentStackLocation().parameters() instanceof IrpParameters.StartDevice start)) {
            io.writeErrorLogEntry(self, "START_DEVICE comes without resources");
            return NtStatus.INVALID_PARAMETER;
        }
        try {
            powerUp(start.assigned());
        } catch (NtStatusException e) {
            io.writeErrorLogEntry(self, e.getMessage());
            return e.status();
        }
        power.reset();
        NtStatus status = registration.start(attributes()); // last: requests may come before it returns [STA-1]
        if (!status.isSuccess()) {
            io.writeErrorLogEntry(self, "the interface refuses to start it: " + status);
            provider.powerDown();
        } else if (parameters.injectable()) {
            provider.faults().ifPresent(faults -> withdrawFaults = faultServices.offer(faults));
        }
        return status;
    }

    private void powerUp(ResourceList assigned) throws NtStatusException {
        provider.powerUp(new PoweredEngine(io, self, parameters, assigned, registration.busMemory()));
    }

    private ProviderAttributes attributes() {
        EngineOptions engine = parameters.engine();
        return new ProviderAttributes(HARDWARE_MAJOR, HARDWARE_MINOR, VENDOR_ID, provider.channels(),
                engine.maximumTransferSize(), engine.maximumAddress());
    }

    /** Closes the engine to clients, which waits for what they have running [STO-1]; only then powers it down. */
    private void stop() {
        if (provider.isPowered()) {
            withdrawFaults.run();
            withdrawFaults = () -> { };
            logIfRefused("stop", registration.stop());
            provider.powerDown();
        }
    }

    private NtStatus removeDevice(Irp irp) {
        stop();
        logIfRefused("deregister", registration.deregister()); // after stop [STO-2]
        irp.setStatus(SUCCESS);
        NtStatus status = io.forwardIrp(lower, irp);
        leaveStack();
        return status;
    }

    private void logIfRefused(String call, NtStatus status) {
        if (!status.isSuccess()) {
            LOG.log(Level.WARNING, "{0}: {1} is refused with {2}; removal goes on [PNP-7]", self, call, status);
        }
    }

    private NtStatus filterResourceRequirements(Irp irp) {
        NtStatus status = io.forwardIrpSynchronously(lower, irp);
        Optional<IrpInformation.Requirements> offered = irp.information(IrpInformation.Requirements.class);
        if (offered.isPresent()) {
            irp.setInformation(new IrpInformation.Requirements(provider.filter(offered.get().list())));
            status = SUCCESS;
        }
        return complete(irp, status);
    }

    /** Software goes without harm, with or without asking. */
    private NtStatus queryCapabilities(Irp irp) {
        NtStatus status = io.forwardIrpSynchronously(lower, irp);
        boolean ejectable = irp.information(IrpInformation.Capabilities.class)
                .map(IrpInformation.Capabilities::ejectable).orElse(false);
        irp.setInformation(new IrpInformation.Capabilities(true, true, ejectable));
        return complete(irp, status == NtStatus.NOT_SUPPORTED ? SUCCESS : status);
    }

    private NtStatus queryDeviceState(Irp irp) {
        Optional<String> breakdown = provider.breakdown();
        if (breakdown.isPresent()) {
            io.writeErrorLogEntry(self, breakdown.get());
            irp.setInformation(new IrpInformation.DeviceState(Set.of(IrpInformation.DeviceState.Flag.FAILED)));
            return passDown(irp, SUCCESS);
        }
        return io.forwardIrp(lower, irp);
    }

    private NtStatus passDown(Irp irp, NtStatus status) {
        irp.setStatus(status);
        return io.forwardIrp(lower, irp);
    }

    private NtStatus complete(Irp irp, NtStatus status) {
        irp.setStatus(status);
        io.completeRequest(irp);
        return status;
    }
}
