// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;

/** What a person has to know of the engines before the first command: which are there, or why there is none. */
final class Engines {

    private static final System.Logger LOGGER = System.getLogger(Engines.class.getName());

    private final Path providersFolder;
    private final AtomicReference<PnpManager> pnp = new AtomicReference<>();
    private final AtomicReference<DmaClients> clients = new AtomicReference<>();

    /** @param providersFolder the driver store */
    Engines(Path providersFolder) {
        this.providersFolder = providersFolder;
    }

    void pnpManager(PnpManager manager) {
        pnp.set(manager);
    }

    void noPnpManager(PnpManager manager) {
        pnp.compareAndSet(manager, null);
    }

    void dmaClients(DmaClients service) {
        clients.set(service);
    }

    void noDmaClients(DmaClients service) {
        clients.compareAndSet(service, null);
    }

    /**
     * Waits until the devices of the providers that are there have started or failed.
     *
     * @param limit how long at most
     */
    void awaitSettled(Duration limit) {
        PnpManager manager = pnp.get();
        if (manager != null && !manager.awaitSettled(limit)) {
            LOGGER.log(Level.WARNING, "Going on although not all devices have started or failed within {0} s; "
                    + "pnp:tree shows their states", limit.toSeconds());
        }
    }

    /** {@return in one line per engine what is ready, or why there is none and what to do} */
    List<String> report() {
        List<String> lines = Stream.concat(started().map(Engines::describe), failed().map(Engines::describe)).toList();
        return lines.isEmpty() ? List.of(none()) : lines;
    }

    /** {@return whether an engine can be used} */
    boolean any() {
        return started().findAny().isPresent();
    }

    /** {@return the instance ids of all devices} */
    List<String> devices() {
        PnpManager manager = pnp.get();
        return manager == null ? List.of() : manager.devices().stream().map(DeviceInfo::instanceId).toList();
    }

    private Stream<ProviderInfo> started() {
        DmaClients service = clients.get();
        return service == null ? Stream.empty()
                : service.providers().stream().filter(provider -> provider.state() == ProviderState.STARTED);
    }

    private Stream<DeviceInfo> failed() {
        PnpManager manager = pnp.get();
        return manager == null ? Stream.empty()
                : manager.devices().stream().filter(device -> device.problem() != ProblemCode.NONE);
    }

    private static String describe(ProviderInfo provider) {
        return "DMA engine ready: " + provider.friendlyName() + ", " + provider.channels() + " channels ("
                + provider.instanceId() + ")";
    }

    private static String describe(DeviceInfo device) {
        return "Device without use: " + device.instanceId() + ": problem " + device.problem().number() + ", "
                + device.problem().text() + (device.problemText().isEmpty() ? "" : ": " + device.problemText());
    }

    private String none() {
        if (pnp.get() == null || clients.get() == null) {
            return "No DMA engine, so nothing can be copied: NetDMA's own bundles did not start; the log says why.";
        }
        return "No DMA engine, so nothing can be copied: " + (folderIsEmpty()
                ? "no provider bundle is in " + providersFolder + ". Copy one there; it starts within seconds."
                : "no bundle in " + providersFolder + " brought a device. pnp:drivers says what they are.");
    }

    private boolean folderIsEmpty() {
        try (Stream<Path> files = Files.list(providersFolder)) {
            return files.noneMatch(file -> file.toString().endsWith(".jar"));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The folder " + providersFolder + " can not be read", e);
            return true;
        }
    }
}
