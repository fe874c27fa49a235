// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.netdma.pnp.bus.BusDriver;
import org.netdma.pnp.bus.RootBus;
import org.netdma.pnp.device.DeviceIdentity;
import org.netdma.pnp.device.DeviceTree;
import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeEvent;
import org.netdma.pnp.device.DevnodeState;
import org.netdma.pnp.device.DisabledDevices;
import org.netdma.pnp.driver.DriverPackage;
import org.netdma.pnp.driver.DriverStore;
import org.netdma.pnp.driver.LoadFailure;
import org.netdma.pnp.driver.Matching;
import org.netdma.pnp.driver.ServingDrivers;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.registry.ConfiguredRegistryPath;
import org.netdma.pnp.registry.ParameterSource;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.ProblemCode;

/**
 * Keeps the device tree in step with the drivers that come, go and are configured. Every method runs on the PnP queue's
 * thread.
 */
final class TreeKeeper {

    private static final System.Logger LOG = System.getLogger(TreeKeeper.class.getName());
    private static final String ROOT_ENUMERATED = "rootEnumerated";

    private final DriverStore store;
    private final DeviceTree tree;
    private final RootBus rootBus;
    private final Devnode root;
    private final ParameterSource parameters;
    private final DisabledDevices disabled;
    private final Sequences sequences;
    private final List<StoredDriver> busDrivers = new ArrayList<>();
    // The drivers that are there, with the parameters that their devices were declared and started with.
    private final Map<StoredDriver, Map<String, Object>> configured = new HashMap<>();
    // Of the drivers with one name, by that name, the one whose root-enumerated devices are in the tree.
    private final Map<String, StoredDriver> declaring = new HashMap<>();
    private Map<DriverPackage, String> offered = Map.of();

    TreeKeeper(DriverStore store, DeviceTree tree, RootBus rootBus, Devnode root, ParameterSource parameters,
            DisabledDevices disabled, Sequences sequences) {
        this.store = store;
        this.tree = tree;
        this.rootBus = rootBus;
        this.root = root;
        this.parameters = parameters;
        this.disabled = disabled;
        this.sequences = sequences;
    }

    /** Puts the root into the tree and starts its bus. */
    void plantRoot(StoredDriver rootDriver) {
        busDrivers.add(rootDriver);
        sequences.enumerator().identify(root);
        sequences.start().start(root, new ServingDrivers(List.of(), Optional.of(rootDriver), List.of()));
    }

    /** Takes everything out of the tree and unloads the drivers of the buses. */
    void fellRoot() {
        store.stored().forEach(this::driverDeparted);
        sequences.removal().departFromBus(root);
        Collections.reverse(busDrivers);
        busDrivers.forEach(sequences.loader()::unload);
    }

    /** Puts a bus into the tree whose driver is part of the PnP manager; nothing happens when it is there. */
    void plantBus(StoredDriver busDriver) {
        if (!busDrivers.contains(busDriver)) {
            busDrivers.add(busDriver);
            rootBus.declare(busDriver.driverPackage(), 1);
        }
    }

    /** Takes a bus out of the tree, its devices with it, and unloads its driver. */
    void uprootBus(StoredDriver busDriver) {
        rootBus.declare(busDriver.driverPackage(), 0);
        busesChanged();
        busDrivers.remove(busDriver);
        sequences.loader().unload(busDriver);
    }

    /** Lets all buses look for their devices when they are asked for them next. */
    void rescan() {
        busDrivers.stream().map(StoredDriver::service).filter(BusDriver.class::isInstance).map(BusDriver.class::cast)
                .forEach(BusDriver::rescan);
    }

    /** Brings the tree in step with what is on the buses now. */
    void busesChanged() {
        sequences.enumerator().enumerateAll();
        tree.nodes().stream().filter(sequences.start()::hasRoomNow).forEach(this::release);
        serveWaitingDevices();
    }

    /** Brings the tree in step with the drivers that are there now. */
    void driversChanged() {
        store.available().forEach(this::take);
        busesChanged();
        unloadIdleDrivers();
        handOver();
        offerBetterDrivers();
    }

    /** A driver that comes when an older one of its name has devices declares none: it gets those that restart. */
    private void take(StoredDriver driver) {
        if (!configured.containsKey(driver)) {
            configured.put(driver, parameters.parameters(driver.driverPackage().registryPath()));
            if (!declaring.containsKey(driver.driverPackage().name())) {
                declareDevices(driver);
            }
        }
    }

    /** Has a newer driver declare the devices of an older one of its name which serves none any more [PNP-15]. */
    private void handOver() {
        List<StoredDriver> newer = store.available().stream().filter(driver -> {
            StoredDriver older = declaring.get(driver.driverPackage().name());
            return older != null && older != driver && devicesOf(older).isEmpty();
        }).toList();
        newer.forEach(this::declareDevices);
        if (!newer.isEmpty()) {
            busesChanged();
        }
    }

    /** Says once of each driver that fits a device better than the one that serves it that it is there [PNP-15]. */
    private void offerBetterDrivers() {
        Map<DriverPackage, String> offers = new LinkedHashMap<>();
        Function<DeviceIdentity, Optional<DriverPackage>> choice = sequences.drivers().choice(busDrivers);
        for (Devnode node : tree.nodes()) {
            Optional<DriverPackage> serving = node.driver().map(StoredDriver::driverPackage);
            if (node.state() == DevnodeState.STARTED && serving.isPresent()) {
                choice.apply(node.identity()).filter(best -> best != serving.get())
                        .ifPresent(best -> offers.putIfAbsent(best, offer(node, serving.get())));
            }
        }
        offers.forEach((inf, text) -> {
            if (!offered.containsKey(inf)) {
                LOG.log(Level.INFO, "driver {0} {1} is there: {2}", inf.name(), inf.bundle().version(), text);
            }
        });
        offered = offers;
        store.offer(offers);
    }

    /** Unloads each driver whose last device is gone [PNP-12]. */
    void unloadIdleDrivers() {
        store.stored().stream().filter(driver -> driver.loaded().isPresent() && devicesOf(driver).isEmpty())
                .forEach(driver -> {
                    sequences.loader().unload(driver);
                    sequences.drivers().unloaded(driver);
                });
    }

    /** Removes the devices of a driver whose service goes, unloads it, and takes back what it declared. */
    void driverDeparted(StoredDriver driver) {
        devicesOf(driver).forEach(node -> {
            sequences.removal().removeForDepartingDriver(node);
            release(node);
        });
        sequences.loader().unload(driver);
        store.forget(driver);
        configured.remove(driver);
        if (declaring.remove(driver.driverPackage().name(), driver)) {
            Optional<StoredDriver> other = store.available().stream().filter(configured::containsKey)
                    .filter(each -> each.driverPackage().name().equals(driver.driverPackage().name())).findFirst();
            other.ifPresentOrElse(this::declareDevices, () -> rootBus.undeclare(driver.driverPackage()));
        }
        driversChanged();
    }

    /** Restarts the devices of the drivers that a changed configuration belongs to. */
    void configurationChanged(String pid) {
        new ArrayList<>(configured.keySet()).stream()
                .filter(driver -> driver.driverPackage().registryPath().equals(pid))
                .filter(driver -> !configured.get(driver).equals(parameters.parameters(pid)))
                .forEach(this::reconfigure);
    }

    /** Restarts the devices of each driver whose parameters have changed. */
    void allConfigurationsChanged() {
        configured.keySet().stream().map(driver -> driver.driverPackage().registryPath()).distinct().toList()
                .forEach(this::configurationChanged);
    }

    private void reconfigure(StoredDriver driver) {
        LOG.log(Level.INFO, "{0}: its parameters have changed, its devices restart", driver);
        boolean allRemoved = true;
        for (Devnode node : devicesOf(driver)) {
            if (sequences.removal().removeOrderly(node).isSuccess()) {
                release(node);
            } else {
                allRemoved = false;
                node.report(ProblemCode.NEED_RESTART,
                        "it vetoed its removal; its new parameters hold from its next start on [PNP-7]");
            }
        }
        if (allRemoved) {
            sequences.loader().unload(driver);
            configured.put(driver, parameters.parameters(driver.driverPackage().registryPath()));
            if (declaring.get(driver.driverPackage().name()) == driver) {
                declareDevices(driver);
            }
        }
        driversChanged();
    }

    /** Takes a device out of work, until it or its driver is restarted; nothing happens when it does not work. */
    void fail(Devnode node, String reason) {
        if (node.state().isOperating() && node != root) {
            sequences.removal().fail(node, ProblemCode.FAILED_POST_START, reason);
            busesChanged();
        }
    }

    /** Takes a device out of work whose driver's routine threw, if that device object is still in use [PNP-18]. */
    void brokeDown(DeviceLayer layer, String reason) {
        find(layer).ifPresent(node -> fail(node, reason));
    }

    private Optional<Devnode> find(DeviceLayer layer) {
        return layer.stack().flatMap(stack -> tree.nodes().stream().filter(node -> node.stack() == stack).findFirst());
    }

    /** Asks a started device for its state, because its driver wants that. */
    void stateChanged(DeviceLayer layer) {
        find(layer).filter(node -> node.state() == DevnodeState.STARTED && node != root).ifPresent(node ->
                sequences.start().trouble(node).ifPresent(trouble -> {
                    sequences.removal().fail(node, trouble.code(), trouble.text());
                    busesChanged();
                }));
    }

    /** Brings each device to an end that is between two states, because what was done to it could not be finished. */
    void recover(String reason) {
        for (Devnode node : tree.nodes()) {
            if (!node.state().isResting() && node != root) {
                sequences.removal().removeDrivers(node);
                node.fail(ProblemCode.FAILED_POST_START, reason);
            }
        }
    }

    /** Makes a device that is removed free to be served again. */
    void release(Devnode node) {
        node.serveBy(ServingDrivers.NONE);
        if (node.state() != DevnodeState.ENUMERATED) {
            node.transitionTo(DevnodeEvent.RELEASED);
        }
    }

    private void declareDevices(StoredDriver driver) {
        DriverPackage inf = driver.driverPackage();
        ConfiguredRegistryPath registry = new ConfiguredRegistryPath(inf.registryPath(), parameters);
        declaring.put(inf.name(), driver);
        int count = inf.rootEnumerated();
        try {
            count = (int) registry.integer(ROOT_ENUMERATED, count, 0, DriverPackage.MAXIMUM_ROOT_ENUMERATED);
        } catch (NtStatusException refused) {
            LOG.log(Level.ERROR, "the devices of {0} do not start: {1}", driver, refused.getMessage());
            driver.failedToLoad(new LoadFailure(ProblemCode.NOT_CONFIGURED, refused.getMessage()));
        }
        rootBus.declare(inf, count);
    }

    private void serveWaitingDevices() {
        boolean more = true;
        while (more) {
            more = false;
            for (Devnode node : tree.nodes()) {
                if (node.state() == DevnodeState.ENUMERATED && serve(node) && Enumerator.isBus(node)) {
                    sequences.enumerator().enumerate(node);
                    more = true;
                }
                more |= node.state() == DevnodeState.NOT_PRESENT; // identified anew
            }
        }
    }

    /** {@return whether the device works now} */
    private boolean serve(Devnode node) {
        if (disabled.contains(node.instanceId())) {
            if (node.problem() != ProblemCode.DISABLED) {
                node.report(ProblemCode.DISABLED, "a person disabled it; pnp:enable starts it again [PNP-17]");
            }
            return false;
        }
        if (node.isHeldByThread()) {
            if (node.problem() != ProblemCode.DRIVER_FAILED_PRIOR_UNLOAD) {
                node.report(ProblemCode.DRIVER_FAILED_PRIOR_UNLOAD, "a thread is in a driver that served it before, "
                        + "and does not return; it starts when that has returned [PNP-4, PNP-18]");
            }
            return false;
        }
        ServingDrivers match = sequences.drivers().choose(node.identity(), node.stack().life(), busDrivers);
        if (match.function().isPresent()
                && rootBus.describe(node.instanceId(), match.function().get().driverPackage())) {
            sequences.enumerator().enumerate(root); // it is identified anew, by what its new driver says of it
            return false;
        }
        if (match.function().isPresent()) {
            return sequences.start().start(node, match);
        }
        if (!isServedByOneThatGoes(node)) {
            Enumerator.reportNoDriver(node);
        }
        // Else what becomes of the device is decided when its driver is gone.
        return false;
    }

    private boolean isServedByOneThatGoes(Devnode node) {
        return Matching.best(node.identity().hardwareIds(), node.identity().compatibleIds(), store.stored().stream()
                .filter(StoredDriver::hasDeparted).map(StoredDriver::driverPackage).toList()).isPresent();
    }

    private static String offer(Devnode node, DriverPackage serving) {
        return "it fits %s better than %s %s, which serves that now; pnp:restart of a device takes it [PNP-15]"
                .formatted(node, serving.name(), serving.bundle().version());
    }

    /** {@return the devices that a driver serves or failed to serve, children before their parents [PNP-13]} */
    List<Devnode> devicesOf(StoredDriver driver) {
        List<Devnode> nodes = new ArrayList<>(
                tree.nodes().stream().filter(node -> node.drivers().contains(driver)).toList());
        Collections.reverse(nodes);
        return nodes;
    }
}
