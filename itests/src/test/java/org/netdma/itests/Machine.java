// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** The machine under test: its bundles, its devices and drivers, its providers, always as they are now. */
final class Machine {

    private static final String MADE_DRIVERS = TestBundles.MADE.resolve("drivers").toUri().toString();
    private static final String PROVIDERS = TestBundles.TARGET.resolve("providers").toUri().toString();

    private final BundleContext context;

    Machine(BundleContext context) {
        this.context = context;
    }

    /** {@return the service that is there now; waits for the first} */
    <T> T service(Class<T> type) throws Exception {
        return Await.until(() -> {
            ServiceReference<T> reference = context.getServiceReference(type);
            return reference == null ? null : context.getService(reference);
        }, Objects::nonNull, "service " + type.getName());
    }

    DmaClients clients() throws Exception {
        return service(DmaClients.class);
    }

    PhysicalMemory memory() throws Exception {
        return service(PhysicalMemory.class);
    }

    PnpManager pnp() throws Exception {
        return service(PnpManager.class);
    }

    Bundle install(Path jar) throws Exception {
        return context.installBundle(jar.toUri().toString());
    }

    Bundle installAndStart(Path jar) throws Exception {
        Bundle bundle = install(jar);
        bundle.start();
        return bundle;
    }

    /** Updates a bundle with another file, as FileInstall does when a file was replaced. */
    static void update(Bundle bundle, Path jar) throws Exception {
        try (InputStream content = Files.newInputStream(jar)) {
            bundle.update(content);
        }
    }

    /** {@return the bundle of this symbolic name} */
    Bundle bundle(String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new IllegalArgumentException("no bundle " + symbolicName);
    }

    /** {@return the bundle that was installed from this file} */
    Bundle bundleAt(Path jar) {
        return Objects.requireNonNull(context.getBundle(jar.toUri().toString()), jar::toString);
    }

    /** Uninstalls every bundle that serves devices, so that each test starts with none. */
    void uninstallDrivers() throws BundleException {
        for (Bundle bundle : context.getBundles()) {
            String file = bundle.getLocation();
            if (file.startsWith(MADE_DRIVERS) || file.startsWith(PROVIDERS)) {
                bundle.uninstall();
            }
        }
    }

    Optional<DriverInfo> driver(String name) throws Exception {
        return pnp().drivers().stream().filter(driver -> driver.name().equals(name)).findFirst();
    }

    DriverInfo awaitDriver(String name, LoadState state) throws Exception {
        return Await.until(() -> driver(name), driver -> driver.map(DriverInfo::state).equals(Optional.of(state)),
                "driver %s %s".formatted(name, state)).orElseThrow();
    }

    void awaitNoDriver(String name) throws Exception {
        Await.until(() -> driver(name), Optional::isEmpty, "driver %s gone".formatted(name));
    }

    DeviceInfo awaitStarted(String instanceId) throws Exception {
        return Await.until(() -> pnp().device(instanceId),
                device -> device.map(DeviceInfo::state).equals(Optional.of(DeviceState.STARTED)),
                "device %s started".formatted(instanceId)).orElseThrow();
    }

    DeviceInfo awaitProblem(String instanceId, ProblemCode problem) throws Exception {
        return Await.until(() -> pnp().device(instanceId),
                device -> device.map(DeviceInfo::problem).equals(Optional.of(problem)),
                "device %s with problem %s".formatted(instanceId, problem)).orElseThrow();
    }

    void awaitGone(String instanceId) throws Exception {
        Await.until(() -> pnp().device(instanceId), Optional::isEmpty, "device %s gone".formatted(instanceId));
    }

    /** {@return instance ids of all devices that a driver serves, or should} */
    List<String> devices() throws Exception {
        return pnp().devices().stream().filter(device -> !device.parentId().isEmpty()).map(DeviceInfo::instanceId)
                .toList();
    }

    Optional<ProviderInfo> provider(String instanceId) throws Exception {
        return clients().providers().stream().filter(provider -> provider.instanceId().equals(instanceId)).findFirst();
    }

    ProviderInfo awaitProvider(String instanceId) throws Exception {
        return Await.until(() -> provider(instanceId),
                provider -> provider.map(ProviderInfo::state).equals(Optional.of(ProviderState.STARTED)),
                "provider of %s started".formatted(instanceId)).orElseThrow();
    }
}
