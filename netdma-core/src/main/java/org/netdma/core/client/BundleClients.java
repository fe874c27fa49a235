// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelInfo;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.event.ClientEvent;
import org.netdma.client.event.DmaClientListener;
import org.netdma.core.channel.ChannelTable;
import org.netdma.core.registry.ProviderRegistry;
import org.netdma.core.settings.Settings;
import org.netdma.wdm.NtStatus;

/** The client service as one bundle sees it: remembers the bundle's clients, to close what it leaves open. */
public final class BundleClients implements DmaClients, AutoCloseable {

    private static final Logger LOG = System.getLogger(BundleClients.class.getName());

    private final ProviderRegistry providers;
    private final ChannelTable channels;
    private final Notifications notifications;
    private final Supplier<Settings> settings;
    private final String bundle;
    private final WatchedClient watched;
    private final Set<CoreClient> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param providers     all providers
     * @param channels      all channels
     * @param notifications what clients are told
     * @param settings      as configured now
     * @param bundle        name of the bundle, for the log
     * @param watched       the bundle, to be watched
     */
    public BundleClients(ProviderRegistry providers, ChannelTable channels, Notifications notifications,
            Supplier<Settings> settings, String bundle, WatchedClient watched) {
        this.providers = providers;
        this.channels = channels;
        this.notifications = notifications;
        this.settings = settings;
        this.bundle = bundle;
        this.watched = watched;
    }

    @Override
    public DmaClient register(String name) throws NetDmaException {
        return open(name);
    }

    @Override
    public DmaClient register(String name, DmaClientListener listener) throws NetDmaException {
        if (listener == null) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "CLI-1",
                    "the listener of client %s is null: register without one".formatted(name));
        }
        CoreClient client = open(name);
        client.subscribed(notifications.subscribe(listener, watched.watched(), this::past));
        return client;
    }

    private CoreClient open(String name) throws NetDmaException {
        if (name == null || name.isBlank()) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "CLI-1",
                    "a client has a name: say what people shall call it");
        }
        CoreClient client = new CoreClient(name, this, providers);
        clients.add(client);
        if (closed) { // after the add: either close saw the client, or this sees closed
            client.close();
            throw new NetDmaException(NtStatus.INVALID_HANDLE, "REG-4",
                    "%s gave the client service back: get it again".formatted(bundle));
        }
        return client;
    }

    /** {@return what a listener missed, for each provider} */
    private List<ClientEvent> past() {
        List<ClientEvent> events = new ArrayList<>();
        for (ProviderInfo provider : providers.infos()) {
            events.add(new ClientEvent.ProviderRegistered(provider));
            switch (provider.state()) {
                case STARTED -> {
                    events.add(new ClientEvent.ProviderArrival(provider));
                    if (provider.channelsInUse() < provider.channels()) {
                        events.add(new ClientEvent.ChannelArrival(provider));
                    }
                }
                case POWERED_DOWN -> {
                    events.add(new ClientEvent.ProviderArrival(provider));
                    events.add(new ClientEvent.ProviderPowerDown(provider));
                }
                case REGISTERED, STOPPING -> { }
            }
        }
        return events;
    }

    @Override
    public List<ProviderInfo> providers() {
        return providers.infos();
    }

    @Override
    public List<ChannelInfo> channels() {
        return channels.infos();
    }

    /** Closes what the bundle left registered. */
    @Override
    public void close() {
        closed = true;
        for (CoreClient left : List.copyOf(clients)) {
            LOG.log(Level.WARNING, "{0} left client {1} open; it is closed now", bundle, left.name());
            left.reportOpenChannels();
            left.close();
        }
    }

    void forget(CoreClient client) {
        clients.remove(client);
    }

    /** {@return the bundle, to be watched} */
    WatchedClient watched() {
        return watched;
    }

    Settings settings() {
        return settings.get();
    }
}
