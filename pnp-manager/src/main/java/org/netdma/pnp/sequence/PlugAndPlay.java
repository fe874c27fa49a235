// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.netdma.pnp.bus.RootBus;
import org.netdma.pnp.bus.host.HostPciBus;
import org.netdma.pnp.bus.pci.PciBus;
import org.netdma.pnp.device.DeviceChange;
import org.netdma.pnp.device.DeviceObserver;
import org.netdma.pnp.device.DeviceObservers;
import org.netdma.pnp.device.DeviceTree;
import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DisabledDevices;
import org.netdma.pnp.driver.DriverObserver;
import org.netdma.pnp.driver.DriverStore;
import org.netdma.pnp.driver.DriverWatch;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.interrupt.DpcProcessors;
import org.netdma.pnp.interrupt.InterruptController;
import org.netdma.pnp.interrupt.ThreadPinner;
import org.netdma.pnp.io.IoServices;
import org.netdma.pnp.io.RecordingIoManager;
import org.netdma.pnp.irp.IrpRouter;
import org.netdma.pnp.life.LifeRecorder;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.DeviceStack;
import org.netdma.pnp.registry.ParameterSource;
import org.netdma.pnp.registry.RememberedParameters;
import org.netdma.pnp.resource.MemoryArbiter;
import org.netdma.pnp.resource.ResourceArbiter;
import org.netdma.pnp.resource.VectorArbiter;
import org.netdma.pnp.thread.PnpQueue;
import org.netdma.pnp.thread.PnpThread;
import org.netdma.pnp.verifier.DriverVerifier;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.verifier.Verifier;

/**
 * The Plug and Play manager and the I/O manager, put together. It is told of what changes from any thread; what follows
 * from that is done on the PnP queue, and driver routines run on the PnP thread.
 */
public final class PlugAndPlay {

    private static final System.Logger LOG = System.getLogger(PlugAndPlay.class.getName());

    private volatile PnpLimits limits;
    private final DriverVerifier verifier = new DriverVerifier();
    private final DriverStore store = new DriverStore(() -> this.limits.arrival());
    private final DeviceTree tree = new DeviceTree();
    private final DriverWatch driverWatch = new DriverWatch(store);
    private final PnpQueue queue = new PnpQueue(driverWatch::look, this::recover);
    private final PnpThread thread = new PnpThread(this::driverLetGo);
    private final DpcProcessors processors;
    private final IoManager io;
    private final IrpSender sender;
    private final ResourceArbiter arbiter;
    private final DriversOnDemand drivers;
    private final RememberedParameters parameters = new RememberedParameters();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Optional<Path> disabledDevices;
    private DeviceObservers observers;
    private TreeKeeper keeper;
    private PnpManager manager;
    private PciSlots slots;
    private PciDeviceFiles deviceFiles;
    private HostDevices hostDevices;
    private DriverReports driverReports;

    /**
     * @param machine         what there is to give out
     * @param limits          how long to wait
     * @param pinner          binds DPC threads to their CPUs
     * @param disabledDevices the file that remembers them; empty to forget them
     */
    public PlugAndPlay(Machine machine, PnpLimits limits, ThreadPinner pinner, Optional<Path> disabledDevices) {
        this.limits = limits;
        this.disabledDevices = disabledDevices;
        processors = new DpcProcessors(machine.processors(), this::callLimit, pinner);
        IrpRouter router = new IrpRouter(() -> this.limits.forward(), verifier);
        io = new IoServices(router, new InterruptController(this::callLimit), processors, verifier);
        sender = new IrpSender(thread, router, () -> this.limits);
        drivers = new DriversOnDemand(store, thread, this::callLimit);
        arbiter = new ResourceArbiter(new MemoryArbiter(machine.memoryBase(), machine.memorySize()),
                new VectorArbiter(machine.processors(), machine.vectorsPerCpu()));
    }

    private Duration callLimit() {
        return limits.call();
    }

    private Duration removalLimit() {
        return limits.removal();
    }

    /** Sets how long to wait from now on; who waits already is not concerned. */
    public void useLimits(PnpLimits newLimits) {
        if (!newLimits.equals(limits)) {
            LOG.log(Level.INFO, "from now on {0} hold instead of {1}", newLimits, limits);
            limits = newLimits;
        }
    }

    /** Starts the threads and the root bus. */
    public void start() {
        processors.start();
        thread.start();
        queue.start();
        queue.await("start the root bus", this::buildTree, limits.removal());
    }

    private void buildTree() {
        StackCleaner cleaner = new StackCleaner(io, arbiter, verifier);
        DriverLoader loader = new DriverLoader(thread, this::callLimit, cleaner, parameters, driverWatch::look,
                verifier);
        RemovalSequence removal = new RemovalSequence(tree, sender, cleaner);
        ResourceAssigner assigner = new ResourceAssigner(sender, arbiter);
        RebalanceSequence rebalance = new RebalanceSequence(tree, sender, assigner, removal, cleaner);
        StartSequence start = new StartSequence(sender,
                new StackBuilder(thread, this::callLimit, loader, cleaner, removal, verifier), assigner, rebalance,
                removal);
        Sequences sequences = new Sequences(drivers, loader, new Enumerator(tree, sender, removal, new Troubles()), start, removal,
                rebalance, new PowerSequence(tree, sender));
        DisabledDevices disabled = new DisabledDevices(disabledDevices);
        RootBus rootBus = new RootBus(io);
        StoredDriver rootDriver = new StoredDriver(RootBus.PACKAGE, rootBus);
        try {
            loader.load(rootDriver, new LifeRecorder());
            Devnode root = new Devnode(null, new DeviceStack((DeviceLayer) rootBus.createRoot(), "the root"));
            keeper = new TreeKeeper(store, tree, rootBus, root, parameters, disabled, sequences);
            observers = root.observers();
            keeper.plantRoot(rootDriver);
        } catch (NtStatusException impossible) {
            throw new IllegalStateException("the root bus can not be made", impossible);
        }
        manager = new QueuedPnpManager(queue, this::removalLimit, store, tree,
                new DeviceRequests(tree, keeper, disabled, sequences));
        slots = new PciSlots(queue, this::removalLimit, new PciBus(io), tree, keeper);
        deviceFiles = new PciDeviceFiles(queue, slots);
        hostDevices = new HostDevices(io, keeper);
        driverReports = new DriverReports(queue, this::removalLimit, store, drivers, keeper);
    }

    /** What a task that failed left half done ends as a failed device, which a restart tries again. */
    private void recover(String reason) {
        if (keeper != null) {
            keeper.recover(reason);
        }
    }

    /** Does soon, on the queue's thread, what follows from trouble with a driver. */
    private final class Troubles implements DeviceStack.TroubleListener {
        /** It is not trusted with that device any more: it is with its others, and from a restart on. */
        @Override
        public void broke(DeviceLayer layer, String reason) {
            queue.post("fail " + layer, () -> keeper.brokeDown(layer, reason));
        }

        @Override
        public void stateChanged(DeviceLayer layer) {
            queue.post("ask for the state of " + layer, () -> keeper.stateChanged(layer));
        }
    }

    private void driverLetGo() {
        queue.post("serve devices that a driver has let go", () -> keeper.driversChanged());
    }

    /** Removes all devices, unloads all drivers, ends the threads; each wait has a limit. Done once. */
    public void stop() {
        if (stopped.getAndSet(true)) {
            return;
        }
        store.stored().forEach(StoredDriver::depart);
        if (!queue.await("remove all devices", () -> keeper.fellRoot(), limits.removal())) {
            store.stored().forEach(StoredDriver::abandon);
        }
        queue.stop(limits.call());
        thread.stop(limits.call());
        processors.stop();
    }

    /**
     * Shows the PCI devices that the machine really has, or no more; see {@link HostPciBus}.
     *
     * @param folder that lists them; empty to show none
     */
    public void showHostDevices(Optional<Path> folder) {
        queue.post("show the PCI devices of the machine", () -> hostDevices.show(folder));
    }

    /** {@return the PCI devices that were plugged in by people and bundles, not by files} */
    public List<PciDevice> pluggedByHand() {
        return slots.devices().entrySet().stream().filter(slot -> !deviceFiles.havePlugged(slot.getKey()))
                .map(Map.Entry::getValue).toList();
    }

    /** Plugs PCI devices in that were so before a restart, each into its slot. Does not wait. */
    public void plugAgain(List<PciDevice> devices) {
        if (devices.isEmpty()) {
            return;
        }
        queue.post("plug " + devices.size() + " PCI devices in again", () -> {
            try {
                slots.place(devices);
                slots.serve();
            } catch (NtStatusException refused) {
                LOG.log(Level.ERROR, "PCI devices that were plugged in before the restart stay out: {0}",
                        refused.getMessage());
            }
        });
    }

    /** {@return the services for drivers} */
    public IoManager ioManager() {
        return new RecordingIoManager(io);
    }

    /** Sets where parameters come from; devices whose parameters differ there restart. */
    public void useParameters(ParameterSource source) {
        parameters.readFrom(source);
        queue.post("apply the parameters of all drivers", () -> keeper.allConfigurationsChanged());
    }

    /** Notes that there is no source of parameters any more: those last read hold. */
    public void keepParameters() {
        parameters.readFrom(null);
    }

    /** Notes that a configuration has changed; the devices of its driver restart. */
    public void configurationChanged(String pid) {
        LOG.log(Level.DEBUG, "configuration {0} has changed", pid);
        queue.post("apply the parameters " + pid, () -> keeper.configurationChanged(pid));
    }

    /** Says who is told what drivers do wrong; null for nobody. */
    public void reportTo(Verifier whom) {
        verifier.reportTo(whom);
    }

    /** Takes a device out of work, soon, whose driver is not to be trusted; see DeviceFailures. */
    public void fail(String instanceId, String reason) {
        queue.post("fail " + instanceId, () -> tree.find(instanceId).ifPresent(node -> keeper.fail(node, reason)));
    }

    /** Tells somebody of all devices, soon, and whenever one changes. */
    public void observe(DeviceObserver observer) {
        queue.post("tell of all devices", () -> {
            manager.devices().forEach(device ->
                    observer.changed(new DeviceChange(DeviceChange.What.STATE, device.state(), device)));
            observers.add(observer);
        });
    }

    /** Tells somebody nothing any more, after what is under way. */
    public void ignore(DeviceObserver observer) {
        queue.post("tell no more", () -> observers.remove(observer));
    }

    /** Tells somebody of all drivers, soon, and whenever one changes its load state. */
    public void observeDrivers(DriverObserver observer) {
        queue.post("tell of all drivers", () -> driverWatch.add(observer));
    }

    /** Tells somebody nothing of drivers any more, after what is under way. */
    public void ignoreDrivers(DriverObserver observer) {
        queue.post("tell no more of drivers", () -> driverWatch.remove(observer));
    }

    /** {@return the service for tools and people} */
    public PnpManager pnpManager() {
        return manager;
    }

    /** {@return what takes note of drivers and their bundles} */
    public DriverReports driverReports() {
        return driverReports;
    }

    /** {@return what plugs in the devices of files} */
    public PciDeviceFiles pciDeviceFiles() {
        return deviceFiles;
    }

    /** {@return the slots of the virtual PCI bus} */
    public VirtualPciBus virtualPciBus() {
        return slots;
    }
}
