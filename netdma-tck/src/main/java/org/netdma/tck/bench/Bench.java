// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.resource.ResourceRequirement;

/**
 * A machine for one driver: PnP manager, I/O manager, NetDMA interface, memory and CPUs, as small as can be. It does
 * what the contract says and watches the driver while it does. The methods are for tests; the driver sees the
 * interfaces of netdma-api.
 */
public final class Bench implements AutoCloseable {

    /** The CPUs of the bench, as a mask. */
    public static final long ALL_PROCESSORS = (1L << Processors.COUNT) - 1;

    /** How long it may take to make a driver: where it comes out of a bundle that has to be started. */
    private static final Duration CONSTRUCTION = Duration.ofSeconds(20);

    private final BenchPlan plan;
    private final Violations violations = new Violations();
    private final Queue<String> thrown = new ConcurrentLinkedQueue<>();
    private final BenchThreads threads;
    private final Processors processors;
    private final BenchMemory memory;
    private final BenchIoManager io = new BenchIoManager(this);
    private final BenchNetDma netDma = new BenchNetDma(this);
    private final Supply deviceObjectSupply = new Supply("device object");
    private final Supply interruptSupply = new Supply("interrupt");
    private final BusDriver bus;
    private final BenchDriverObject busDriverObject;
    private final Collection<BenchDeviceObject> deviceObjects = new ConcurrentLinkedQueue<>();
    private final Collection<BenchDpc> dpcs = new ConcurrentLinkedQueue<>();
    private final List<Device> devices = new ArrayList<>();
    private Driver underTest;
    private BenchDriverObject driver;

    /** @param plan what it is built for */
    public Bench(BenchPlan plan) {
        this.plan = plan;
        this.threads = new BenchThreads(plan.limit());
        this.processors = new Processors(threads);
        this.memory = new BenchMemory(threads);
        this.bus = new BusDriver(this, plan.requirements());
        this.busDriverObject = new BenchDriverObject("bus", new BenchRegistryPath("bus", Map.of()), violations);
        busDriverObject.enterDriverEntry();
        busDriverObject.setDispatch(MajorFunction.PNP, bus::dispatch);
        busDriverObject.setDispatch(MajorFunction.POWER, bus::dispatch);
        busDriverObject.leaveDriverEntry();
    }

    /** Calls DriverEntry, on a new driver object. {@return what it returned; DRIVER_INTERNAL_ERROR when it threw} */
    public NtStatus load() {
        BenchRegistryPath parameters = new BenchRegistryPath(plan.driverName(), plan.parameters());
        BenchDriverObject loading = new BenchDriverObject(plan.driverName(), parameters, violations);
        driver = loading;
        if (underTest == null) {
            underTest = threads.onPnpThread("the driver's constructor", () -> plan.drivers().create(io, netDma),
                    CONSTRUCTION);
        }
        return threads.onPnpThread("DriverEntry", () -> {
            loading.enterDriverEntry();
            try {
                return underTest.driverEntry(loading, parameters);
            } catch (RuntimeException e) {
                noteThrown("DriverEntry", e);
                return NtStatus.DRIVER_INTERNAL_ERROR;
            } finally {
                loading.leaveDriverEntry();
            }
        });
    }

    /** Calls Unload; all devices are removed [PNP-12]. */
    public void unload() {
        BenchDriverObject loaded = driver;
        threads.onPnpThread("Unload", () -> {
            try {
                if (loaded.unload() != null) {
                    loaded.unload().unload(loaded);
                }
            } catch (RuntimeException e) {
                noteThrown("Unload", e);
            }
            loaded.markUnloaded();
            return null;
        });
    }

    /** Plugs one more device in; nothing is done with it yet. */
    public Device plug() {
        Device device = new Device(this, devices.size());
        devices.add(device);
        return device;
    }

    /** {@return a device that was plugged in, by its number} */
    public Device device(int number) {
        return devices.get(number);
    }

    /** Loads the driver if it is not, plugs one more device in, and brings it to work. Fails when it does not work. */
    public Device startDevice() {
        if (driver == null || !driver.isLoaded()) {
            assertSuccess("DriverEntry", load());
        }
        Device device = plug();
        assertSuccess("AddDevice", device.addDevice());
        assertSuccess("START_DEVICE", device.start());
        return device;
    }

    private void assertSuccess(String what, NtStatus status) {
        if (status == null || !status.isSuccess()) {
            throw new AssertionError("%s returned %s, with %s %s%s".formatted(what, status, offered(), thrown,
                    violations.all()));
        }
    }

    /** {@return what the test said that each device is offered, in words: what is missing there is not assigned} */
    public String offered() {
        List<ResourceRequirement> offered = plan.requirements();
        return offered.isEmpty() ? "no resources, since the test declares none" : offered.toString();
    }

    /** Waits until all DPCs that are queued by now have run. */
    public void awaitDpcs() {
        for (int cpu = 0; cpu < Processors.COUNT; cpu++) {
            FutureTask<Boolean> marker = new FutureTask<>(() -> true);
            processors.run(cpu, marker);
            threads.await("the DPCs of CPU " + cpu, marker);
        }
    }

    /** {@return what the driver did against the contract} */
    public Violations violations() {
        return violations;
    }

    /** {@return the exceptions that left the driver's routines} */
    public List<String> thrown() {
        return List.copyOf(thrown);
    }

    void noteThrown(String what, RuntimeException exception) {
        thrown.add(what + " threw " + exception);
    }

    /** {@return what the bench is built for} */
    public BenchPlan plan() {
        return plan;
    }

    /** {@return its threads} */
    public BenchThreads threads() {
        return threads;
    }

    /** {@return its memory} */
    public BenchMemory memory() {
        return memory;
    }

    /** {@return the driver at the bottom of each stack} */
    public BusDriver bus() {
        return bus;
    }

    /** {@return its NetDMA interface} */
    public BenchNetDma netDma() {
        return netDma;
    }

    /** {@return of the device objects that drivers can make} */
    public Supply deviceObjectSupply() {
        return deviceObjectSupply;
    }

    /** {@return of the interrupts that drivers can connect} */
    public Supply interruptSupply() {
        return interruptSupply;
    }

    /** {@return the driver under test, since DriverEntry} */
    public BenchDriverObject driver() {
        return driver;
    }

    /** {@return what the driver holds still that belongs to no device, when all are removed [PNP-10]} */
    public List<String> leftovers() {
        List<String> left = new ArrayList<>();
        deviceObjects.stream().filter(object -> !object.isDeleted())
                .forEach(object -> left.add("a device object is not deleted"));
        dpcs.stream().filter(dpc -> !dpc.isClosed()).forEach(dpc -> left.add("a DPC is not closed"));
        return left;
    }

    /** {@return whether engines moved position or limit of a window's bytes, which they share} */
    public boolean isPositionMoved() {
        return memory.regions().stream().anyMatch(Region::isMoved);
    }

    /** Removes what is still there, as far as the driver lets it, and ends the bench's threads. */
    @Override
    public void close() {
        memory.regions().stream().filter(region -> region.hold() != null).forEach(region -> region.hold().release());
        try {
            devices.stream().filter(Device::hasFunctionDevice)
                    .forEach(device -> device.send(PnpMinorFunction.REMOVE_DEVICE));
        } finally {
            release();
            processors.close();
            threads.close();
        }
    }

    private void release() {
        if (underTest != null) {
            plan.drivers().release(underTest);
        }
    }

    BenchIoManager io() {
        return io;
    }

    BenchDriverObject busDriverObject() {
        return busDriverObject;
    }

    Processors processors() {
        return processors;
    }

    Collection<BenchDeviceObject> deviceObjects() {
        return deviceObjects;
    }

    Collection<BenchDpc> dpcs() {
        return dpcs;
    }
}
