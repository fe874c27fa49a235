// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaClient;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.wdm.NtStatus;

/**
 * The channels of a copier, some of each started provider. Looking one up takes no lock; providers that come and go
 * change a new array.
 */
final class Lanes {

    private static final Logger LOG = System.getLogger(Lanes.class.getName());

    private final DmaClient client;
    private final int perProvider;
    private final Set<Long> asleep = new HashSet<>();
    private volatile Lane[] lanes = {};
    private boolean closed;

    Lanes(DmaClient client, int perProvider) {
        this.client = client;
        this.perProvider = perProvider;
    }

    /** {@return the lane with the least to do, if there is any} */
    Optional<Lane> leastLoaded() {
        Lane least = null;
        int leastLoad = Integer.MAX_VALUE;
        for (Lane lane : lanes) {
            int load = lane.load();
            if (load < leastLoad) {
                least = lane;
                leastLoad = load;
            }
        }
        return Optional.ofNullable(least);
    }

    /** Allocates what is missing of a provider's channels. {@return whether it got any} */
    synchronized boolean open(ProviderInfo provider) {
        noteState(provider);
        return provider.state() == ProviderState.STARTED && reopen(provider.number());
    }

    /** Allocates what is missing of a provider's channels, if it is there still. {@return whether it got any} */
    synchronized boolean reopen(long provider) {
        if (closed) {
            return false;
        }
        List<Lane> more = new ArrayList<>(List.of(lanes));
        long have = more.stream().filter(lane -> lane.provider() == provider).count();
        ChannelRequest request = ChannelRequest.DEFAULT.withProvider(Long.toString(provider));
        try {
            for (long i = have; i < perProvider; i++) {
                more.add(new Lane(provider, client.allocateChannel(request)));
            }
        } catch (NetDmaException e) {
            // others have its channels, or it went meanwhile; the next event about it tries again
            LOG.log(Level.DEBUG, () -> "%s got fewer than %d channels of provider %d: %s".formatted(client.name(),
                    perProvider, provider, e.getMessage()));
        }
        boolean got = more.size() > lanes.length;
        lanes = more.toArray(Lane[]::new);
        return got;
    }

    private synchronized void noteState(ProviderInfo provider) {
        if (provider.state() == ProviderState.POWERED_DOWN) {
            asleep.add(provider.number());
        } else {
            asleep.remove(provider.number());
        }
    }

    /** {@return what to say when there is no lane} */
    synchronized NetDmaException none() {
        return asleep.isEmpty()
                ? new NetDmaException(NtStatus.DEVICE_NOT_READY, "CLI-1",
                        "no engine is there: drop a provider bundle into providers/")
                : new NetDmaException(NtStatus.DEVICE_POWERED_OFF, "PWR-1",
                        "no engine is awake, %d powered down: power one up with pnp:power".formatted(asleep.size()));
    }

    /** Gives all lanes of a provider up, which stops or sleeps: what waits in them ends and can be done elsewhere. */
    void drop(ProviderInfo provider) {
        noteState(provider);
        List<Lane> dropped = Stream.of(lanes).filter(lane -> lane.provider() == provider.number())
                .filter(this::remove).toList(); // all before the first is closed: what that leaves goes to none of them
        dropped.forEach(Lane::close);
    }

    /** Takes a lane out of use; the caller closes it. {@return whether it was in use} */
    synchronized boolean remove(Lane lane) {
        List<Lane> fewer = new ArrayList<>(List.of(lanes));
        boolean removed = fewer.remove(lane);
        lanes = fewer.toArray(Lane[]::new);
        return removed;
    }

    /** Gives all lanes up, for good. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        for (Lane lane : lanes) {
            if (remove(lane)) {
                lane.close();
            }
        }
    }
}
