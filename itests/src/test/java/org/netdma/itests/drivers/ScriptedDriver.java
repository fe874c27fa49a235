// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.netdma.itests.minimal.MinimalDriver;
import org.netdma.provider.NetDma;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.AddDevice;
import org.netdma.wdm.driver.Dispatch;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.netdma.wdm.driver.Unload;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The minimal provider on the virtual PCI bus, which asks the test before each of its routines: the test's answer is
 * empty text to go on as usual, {@value #LEAK} to take something and never give it back, or the name of the
 * {@link NtStatus} to fail with. The test may throw, which then is what the routine does, and may take its time.
 */
@Component(service = Driver.class)
@PnpDriver(name = ScriptedDriver.NAME, hardwareIds = ScriptedDriver.HARDWARE_ID)
public class ScriptedDriver implements Driver {

    /** Its name. */
    public static final String NAME = "toy.scripted";
    /** What it serves. */
    public static final String HARDWARE_ID = "PCI\\VEN_1234&DEV_5C12";
    /** Filter of the service that is asked: a function from such as {@code toy.scripted AddDevice ID} to the answer. */
    public static final String FILTER = "(netdma.itests.script=true)";
    /** The answer that makes it take something and never give it back. */
    public static final String LEAK = "LEAK";

    private final String name;
    private final IoManager io;
    private final Driver minimal;
    private final Function<String, String> script;
    private final Map<DeviceObject, DeviceObject> lower = new ConcurrentHashMap<>();

    @Activate
    public ScriptedDriver(@Reference IoManager io, @Reference NetDma netDma,
            @Reference(target = FILTER) Function<String, String> script) {
        this(NAME, io, netDma, script);
    }

    ScriptedDriver(String name, IoManager io, NetDma netDma, Function<String, String> script) {
        this.name = name;
        this.io = io;
        this.script = script;
        minimal = new MinimalDriver(io, netDma);
    }

    private String ask(String routine, String instanceId) {
        return script.apply("%s %s %s".formatted(name, routine, instanceId).trim());
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        String said = ask("DriverEntry", "");
        Routines routines = new Routines(driver);
        NtStatus status = minimal.driverEntry(routines, registryPath);
        driver.setAddDevice((object, pdo) -> addDevice(routines.addDevice, object, pdo));
        driver.setUnload(object -> unload(routines.unload, object));
        driver.setDispatch(MajorFunction.PNP, (device, irp) -> dispatch(routines.pnp, device, irp));
        driver.setDispatch(MajorFunction.POWER, (device, irp) -> dispatch(this::forward, device, irp));
        return isFailure(said) ? NtStatus.valueOf(said) : status;
    }

    private static boolean isFailure(String said) {
        return !said.isEmpty() && !said.equals(LEAK);
    }

    private NtStatus addDevice(AddDevice routine, DriverObject driver, DeviceObject pdo) {
        String said = ask("AddDevice", pdo.instanceId());
        if (isFailure(said)) {
            return NtStatus.valueOf(said);
        }
        if (said.equals(LEAK)) {
            leakDevice(driver);
        }
        NtStatus status = routine.addDevice(driver, pdo);
        pdo.attachedDevice().ifPresent(fdo -> lower.put(fdo, pdo));
        return status;
    }

    private void unload(Unload routine, DriverObject driver) {
        if (ask("Unload", "").equals(LEAK)) {
            leakDevice(driver);
        }
        routine.unload(driver);
    }

    private void leakDevice(DriverObject driver) {
        try {
            io.createDpc(io.createDevice(driver, this), cpu -> { }).queue(0);
        } catch (NtStatusException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A leak in a request is to pass it on and give nothing of one's own back, and to keep one thing more. */
    private NtStatus dispatch(Dispatch routine, DeviceObject fdo, Irp irp) {
        String said = ask(irp.currentStackLocation().minor().name(), fdo.instanceId());
        if (said.isEmpty()) {
            return routine.dispatch(fdo, irp);
        }
        if (said.equals(LEAK)) {
            io.createDpc(fdo, cpu -> { }).queue(0);
            return forward(fdo, irp);
        }
        irp.setStatus(NtStatus.valueOf(said));
        io.completeRequest(irp);
        return NtStatus.valueOf(said);
    }

    private NtStatus forward(DeviceObject fdo, Irp irp) {
        irp.setStatus(NtStatus.SUCCESS);
        return io.forwardIrp(lower.get(fdo), irp);
    }

    /** Takes the minimal driver's routines down instead of setting them. */
    private static final class Routines implements DriverObject {
        private final DriverObject driver;
        private AddDevice addDevice;
        private Unload unload;
        private Dispatch pnp;

        Routines(DriverObject driver) {
            this.driver = driver;
        }

        @Override
        public String name() {
            return driver.name();
        }

        @Override
        public RegistryPath registryPath() {
            return driver.registryPath();
        }

        @Override
        public void setAddDevice(AddDevice routine) {
            addDevice = routine;
        }

        @Override
        public void setUnload(Unload routine) {
            unload = routine;
        }

        @Override
        public void setDispatch(MajorFunction major, Dispatch routine) {
            pnp = routine;
        }
    }
}
