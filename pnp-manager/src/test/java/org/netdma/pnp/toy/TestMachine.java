// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.netdma.pnp.driver.BundleFacts.Activity;
import org.netdma.pnp.driver.BundleFacts;
import org.netdma.pnp.interrupt.ThreadPinner;
import org.netdma.pnp.sequence.Machine;
import org.netdma.pnp.sequence.PlugAndPlay;
import org.netdma.pnp.sequence.PnpLimits;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;

/** A PnP manager without a framework: drivers are plugged in by hand. */
public final class TestMachine implements AutoCloseable {

    /** For a test in which no driver blocks: longer than any machine is slow. */
    public static final PnpLimits PATIENT = new PnpLimits(Duration.ofSeconds(20), Duration.ofSeconds(30),
            Duration.ofSeconds(60));
    /** For a test in which a driver blocks. */
    public static final PnpLimits IMPATIENT = new PnpLimits(Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(20));

    private final PlugAndPlay pnp;
    private final Map<String, Map<String, Object>> configurations = new ConcurrentHashMap<>();
    private final AtomicLong bundles = new AtomicLong(10);

    public TestMachine() {
        this(PATIENT);
    }

    public TestMachine(PnpLimits limits) {
        this(new Machine(2, 64, 0xE000_0000L, 0x10_0000L), limits);
    }

    public TestMachine(Machine machine, PnpLimits limits) {
        this(machine, limits, Optional.empty());
    }

    public TestMachine(Machine machine, PnpLimits limits, Optional<Path> disabledDevices) {
        pnp = new PlugAndPlay(machine, limits, ThreadPinner.NONE, disabledDevices);
        pnp.start();
        pnp.useParameters(pid -> configurations.getOrDefault(pid, Map.of()));
    }

    public PlugAndPlay plugAndPlay() {
        return pnp;
    }

    public PnpManager pnp() {
        return pnp.pnpManager();
    }

    public IoManager io() {
        return pnp.ioManager();
    }

    /** Makes a driver, and plugs it in under a name with one root-enumerated device {@code ROOT\NAME\0000}. */
    public <D extends Driver> D plug(String name, Function<IoManager, D> maker) {
        return plug(name, maker.apply(io()), Map.of("rootEnumerated", 1L));
    }

    /** Plugs a driver in under a name; further attributes of its capability override the usual. */
    public <D extends Driver> D plug(String name, D driver, Map<String, Object> attributes) {
        return plug(name, "1.0.0", driver, attributes);
    }

    /** Plugs a driver of a version in. */
    public <D extends Driver> D plug(String name, String version, D driver, Map<String, Object> attributes) {
        Map<String, Object> capability = new HashMap<>(Map.of("name", name, "hardwareIds", List.of("ROOT\\" + name)));
        capability.putAll(attributes);
        long id = bundles.getAndIncrement();
        pnp.driverReports().driverArrived(new BundleFacts(id, "bundle." + id, version, Activity.ACTIVE, "",
                List.of(capability)), name, driver);
        return driver;
    }

    /** Changes a driver's parameters, as a person does. */
    public void configure(String pid, Map<String, Object> parameters) {
        configurations.put(pid, parameters);
        pnp.configurationChanged(pid);
    }

    /** Unplugs a driver; its devices are removed when this returns. */
    public void unplug(Driver driver) {
        pnp.driverReports().driverDeparted(driver);
    }

    /** Waits until a device is started. */
    public DeviceInfo awaitStarted(String instanceId) {
        await(instanceId + " to be started", () -> pnp().device(instanceId)
                .filter(device -> device.state() == DeviceState.STARTED).isPresent());
        return device(instanceId);
    }

    /** Waits until a device has a problem. */
    public DeviceInfo awaitProblem(String instanceId, ProblemCode problem) {
        await(instanceId + " to have problem " + problem, () -> pnp().device(instanceId)
                .filter(device -> device.problem() == problem).isPresent());
        return device(instanceId);
    }

    /** {@return a device that is there} */
    public DeviceInfo device(String instanceId) {
        return pnp().device(instanceId).orElseThrow(() -> new AssertionError(instanceId + " is not in the tree"));
    }

    /** {@return a driver that is there} */
    public DriverInfo driver(String name) {
        return pnp().drivers().stream().filter(driver -> driver.name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among the drivers"));
    }

    /** Waits for a condition. */
    public void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain for " + what + "; devices: " + pnp().devices());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Override
    public void close() {
        pnp.stop();
    }
}
