// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.netdma.pnp.bus.RootBus;
import org.netdma.pnp.device.DeviceTree;
import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.device.DevnodeEvent;
import org.netdma.pnp.device.DevnodeState;
import org.netdma.pnp.driver.DriverPackage;
import org.netdma.pnp.driver.DriverStore;
import org.netdma.pnp.driver.LoadFailure;
import org.netdma.pnp.driver.Matching;
import org.netdma.pnp.driver.StoredDriver;
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
    private final DriverLoader loader;
    private final Enumerator enumerator;
    private final StartSequence startSequence;
    private final RemovalSequence removal;
    // The drivers whose devices are declared, with the parameters they were declared and started with.
    private final Map<StoredDriver, Map<String, Object>> configured = new HashMap<>();

    TreeKeeper(DriverStore store, DeviceTree tree, RootBus rootBus, Devnode root, ParameterSource parameters,
            DriverLoader loader, Enumerator enumerator, StartSequence startSequence, RemovalSequence removal) {
        this.store = store;
        this.tree = tree;
        this.rootBus = rootBus;
        this.root = root;
        this.parameters = parameters;
        this.loader = loader;
        this.enumerator = enumerator;
        this.startSequence = startSequence;
        this.removal = removal;
    }

    /** Puts the root into the tree and starts its bus. */
    void plantRoot(StoredDriver rootDriver) {
        enumerator.identify(root);
        startSequence.start(root, rootDriver);
    }

    /** Takes everything out of the tree and unloads the root bus. */
    void fellRoot(StoredDriver rootDriver) {
        store.stored().forEach(this::driverDeparted);
        removal.departFromBus(root);
        loader.unload(rootDriver);
    }

    /** Brings the tree in step with the drivers that are there now. */
    void driversChanged() {
        store.available().stream().filter(driver -> !configured.containsKey(driver)).forEach(this::declareDevices);
        enumerator.enumerate(root);
        serveWaitingDevices();
        store.stored().stream().filter(driver -> driver.loaded().isPresent() && devicesOf(driver).isEmpty())
                .forEach(loader::unload);
    }

    /** Removes the devices of a driver whose service goes, unloads it, and takes back what it declared. */
    void driverDeparted(StoredDriver driver) {
        devicesOf(driver).forEach(node -> {
            removal.removeForDepartingDriver(node);
            node.serveBy(null);
            node.transitionTo(DevnodeEvent.RELEASED);
        });
        loader.unload(driver);
        store.forget(driver);
        if (configured.remove(driver) != null) {
            rootBus.undeclare(driver.driverPackage());
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
            if (removal.removeOrderly(node)) {
                node.serveBy(null);
                node.transitionTo(DevnodeEvent.RELEASED);
            } else {
                allRemoved = false;
                node.report(ProblemCode.NEED_RESTART,
                        "it vetoed its removal; its new parameters hold from its next start on [PNP-7]");
            }
        }
        if (allRemoved) {
            loader.unload(driver);
            declareDevices(driver);
            enumerator.enumerate(root);
        }
        serveWaitingDevices();
    }

    private void declareDevices(StoredDriver driver) {
        DriverPackage inf = driver.driverPackage();
        ConfiguredRegistryPath registry = new ConfiguredRegistryPath(inf.registryPath(), parameters);
        configured.put(driver, registry.parameters());
        int count = inf.rootEnumerated();
        try {
            count = (int) registry.integer(ROOT_ENUMERATED, count, 0, DriverPackage.MAXIMUM_ROOT_ENUMERATED);
        } catch (NtStatusException refused) {
            LOG.log(Level.ERROR, "the devices of {0} do not start: {1}", driver, refused.getMessage());
            driver.failedToLoad(new LoadFailure(ProblemCode.NOT_CONFIGURED, refused.getMessage()));
        }
        try {
            rootBus.declare(inf, count);
        } catch (NtStatusException refused) {
            LOG.log(Level.ERROR, "the devices of {0} can not be declared: {1}", driver, refused.getMessage());
        }
    }

    private void serveWaitingDevices() {
        for (Devnode node : tree.nodes()) {
            if (node.state() == DevnodeState.ENUMERATED) {
                // Asked anew for each device: a driver may have gone while the one before was started.
                serve(node, best(node, store.available()));
            }
        }
    }

    private void serve(Devnode node, Optional<StoredDriver> match) {
        if (match.isPresent()) {
            startSequence.start(node, match.get());
        } else if (best(node, store.stored()).isEmpty()) {
            Enumerator.reportNoDriver(node);
        }
        // Else its driver is just going: what becomes of the device is decided when that is done.
    }

    private static Optional<StoredDriver> best(Devnode node, List<StoredDriver> drivers) {
        return Matching.best(node.identity().hardwareIds(), node.identity().compatibleIds(), drivers);
    }

    /** {@return the devices that a driver serves or failed to serve, children before their parents [PNP-13]} */
    private List<Devnode> devicesOf(StoredDriver driver) {
        List<Devnode> nodes = new ArrayList<>(
                tree.nodes().stream().filter(node -> node.driver().filter(driver::equals).isPresent()).toList());
        Collections.reverse(nodes);
        return nodes;
    }
}
