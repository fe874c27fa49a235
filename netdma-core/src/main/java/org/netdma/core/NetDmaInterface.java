// SPDX-License-Identifier: Apache-2.0
package org.netdma.core;

import org.netdma.core.channel.ChannelTable;
import org.netdma.core.channel.Watchdog;
import org.netdma.core.client.BundleClients;
import org.netdma.core.client.LostChannels;
import org.netdma.core.client.Notifications;
import org.netdma.core.client.WatchedClient;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.BundleMemory;
import org.netdma.core.memory.SystemMemory;
import org.netdma.core.registry.BundleNetDma;
import org.netdma.core.registry.InterfaceParts;
import org.netdma.core.registry.ProviderRegistry;
import org.netdma.core.settings.ApicIds;
import org.netdma.core.settings.Settings;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.core.verifier.VerifierSettings;

/** The NetDMA interface, put together: what the services of all bundles are views of. Knows nothing of OSGi. */
public final class NetDmaInterface implements AutoCloseable {

    private final AddressSpace space = new AddressSpace();
    private final ChannelTable channels = new ChannelTable();
    private final Notifications notifications = new Notifications();
    private final Watchdog watchdog = new Watchdog(channels);
    private final SystemMemory memory;
    private final ProviderRegistry providers;
    private final CoreVerifier verifier;
    private final LostChannels lost = new LostChannels();
    private volatile Settings settings;

    /**
     * Makes one whose verifier is off.
     *
     * @param settings as configured
     */
    public NetDmaInterface(Settings settings) {
        this(settings, new CoreVerifier(VerifierSettings.DEFAULT));
    }

    /**
     * @param settings as configured
     * @param verifier that is told of broken rules
     */
    public NetDmaInterface(Settings settings, CoreVerifier verifier) {
        this.settings = settings;
        this.verifier = verifier;
        memory = new SystemMemory(space, channels, () -> this.settings.regionCloseLimit());
        providers = new ProviderRegistry(new InterfaceParts(space, channels, notifications, () -> this.settings,
                ApicIds.read(ApicIds.LINUX), verifier));
    }

    /** Starts the interface's threads. */
    public void start() {
        notifications.start();
        watchdog.start();
    }

    /** Takes a new configuration; what is registered stays. */
    public void configure(Settings newSettings) {
        settings = newSettings;
    }

    /** {@return the NetDMA service for one bundle} */
    public BundleNetDma netDmaFor(String bundle) {
        return new BundleNetDma(providers, bundle);
    }

    /** {@return the memory service for one bundle} */
    public BundleMemory memoryFor(String bundle) {
        return new BundleMemory(memory, bundle, verifier.client(bundle));
    }

    /** {@return the client service for one bundle} */
    public BundleClients clientsFor(String bundle) {
        return new BundleClients(providers, channels, notifications, () -> settings, bundle,
                new WatchedClient(verifier.client(bundle), lost));
    }

    /** Removes every provider, which ends every channel; then ends the threads. */
    @Override
    public void close() {
        providers.close();
        watchdog.close();
        notifications.close();
    }
}
