// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.lang.System.Logger.Level;
import java.util.Map;
import org.netdma.fault.FaultInjection;
import org.netdma.fault.FaultKind;
import org.netdma.provider.NetDma;
import org.netdma.provider.reference.hw.RegisterMap;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Drives the software DMA engine. The annotation is the INF: it declares one engine, so that dropping the bundle gives
 * a working one. The parameters are those of {@link EngineConfiguration}; the driver reads them through its registry
 * path, so Declarative Services shall not restart the component for them.
 */
@Component(service = Driver.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@PnpDriver(name = ReferenceDriver.NAME, description = "NetDMA reference DMA engine", manufacturer = "NetDMA",
        hardwareIds = {"ROOT\\NETDMA_REFERENCE", ReferenceDriver.PCI_ID}, rootEnumerated = 1,
        memoryWindows = RegisterMap.WINDOW_SIZE, lineInterrupts = 1, messageInterrupts = RegisterMap.MAXIMUM_CHANNELS)
public final class ReferenceDriver implements Driver {

    /** The driver's name, which is also the PID of its parameters. */
    static final String NAME = "org.netdma.provider.reference";

    /**
     * The engine as a device of the virtual PCI bus: {@code pnp:plug 1234:0d3a memoryWindows=65536 lineInterrupt=true
     * messageInterrupts=64}.
     */
    static final String PCI_ID = "PCI\\VEN_1234&DEV_0D3A";

    private static final System.Logger LOG = System.getLogger(ReferenceDriver.class.getName());

    private final IoManager io;
    private final NetDma netDma;
    private final FaultServices faultServices;

    /**
     * @param io      for devices, IRPs and interrupts
     * @param netDma  for registering the engines
     * @param context for offering the fault injection of each started engine
     */
    @Activate
    public ReferenceDriver(@Reference IoManager io, @Reference NetDma netDma, BundleContext context) {
        this(io, netDma, injection -> offer(context, injection));
    }

    /** A driver whose engines offer no fault injection. */
    public ReferenceDriver(IoManager io, NetDma netDma) {
        this(io, netDma, FaultServices.NONE);
    }

    /** A driver whose engines offer their fault injection there. */
    public ReferenceDriver(IoManager io, NetDma netDma, FaultServices faultServices) {
        this.io = io;
        this.netDma = netDma;
        this.faultServices = faultServices;
    }

    private static Runnable offer(BundleContext context, FaultInjection injection) {
        try {
            ServiceRegistration<FaultInjection> service = context.registerService(FaultInjection.class, injection,
                    FrameworkUtil.asDictionary(Map.of(FaultInjection.INSTANCE_ID, injection.instanceId(),
                            FaultInjection.KINDS, labels(injection))));
            return () -> withdraw(service);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the bundle of {0} stops, and offers no faults any more", NAME);
            return () -> { };
        }
    }

    private static String[] labels(FaultInjection injection) {
        return injection.kinds().stream().map(FaultKind::label).toArray(String[]::new);
    }

    private static void withdraw(ServiceRegistration<FaultInjection> service) {
        try {
            service.unregister();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the bundle of {0} stopped, and took its services along", NAME);
        }
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        driver.setAddDevice(this::addDevice);
        driver.setUnload(this::unload);
        driver.setDispatch(MajorFunction.PNP, (device, irp) -> extension(device).dispatch(irp));
        driver.setDispatch(MajorFunction.POWER, (device, irp) -> extension(device).dispatchPower(irp));
        driver.setDispatch(MajorFunction.DEVICE_CONTROL, (device, irp) -> extension(device).dispatchDeviceControl(irp));
        return NtStatus.SUCCESS;
    }

    private static FunctionDevice extension(DeviceObject device) {
        return device.extension(FunctionDevice.class);
    }

    private NtStatus addDevice(DriverObject driver, DeviceObject physicalDevice) {
        try {
            EngineParameters parameters = EngineParameters.read(driver.registryPath());
            new FunctionDevice(io, parameters, faultServices).add(driver, physicalDevice, netDma);
            return NtStatus.SUCCESS;
        } catch (NtStatusException e) {
            io.writeErrorLogEntry(physicalDevice, e.getMessage());
            return e.status();
        }
    }

    private void unload(DriverObject driver) {
        // DriverEntry took nothing. Each engine was given back when its device was removed.
        LOG.log(Level.DEBUG, "{0} is unloaded", driver.name());
    }
}
