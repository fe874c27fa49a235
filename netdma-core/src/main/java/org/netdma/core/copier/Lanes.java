// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** More than any load. */
    private static final long POOR = 1L << 32;

    private final DmaClient client;
    private final int perProvider;
    private final Supplier<List<ProviderInfo>> providers;
    private final Map<Long, EngineRecord> records = new HashMap<>();
    private volatile Lane[] lanes = {};
    private boolean closed;

    /** @param providers all there are, as they are now */
    Lanes(DmaClient client, int perProvider, Supplier<List<ProviderInfo>> providers) {
        this.client = client;
        this.providers = providers;
        this.perProvider = perProvider;
    }

    /** {@return the lane with the least to do, if there is any; one of a poor engine only if there is no other} */
    Optional<Lane> leastLoaded() {
        Lane least = null;
        long leastLoad = Long.MAX_VALUE;
        for (Lane lane : lanes) {
            long load = lane.record().isPoor() ? POOR + lane.load() : lane.load();
            if (load < leastLoad) {
                least = lane;
                leastLoad = load;
            }
        }
        return Optional.ofNullable(least);
    }

    /** {@return whether there is a lane of an engine that is not poor} */
    boolean haveSound() {
        for (Lane lane : lanes) {
            if (!lane.record().isPoor()) {
                return true;
            }
        }
        return false;
    }

    /** Allocates what is missing of a provider's channels. {@return whether it got any} */
    synchronized boolean open(ProviderInfo provider) {
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
                more.add(new Lane(provider, client.allocateChannel(request),
                        records.computeIfAbsent(provider, unused -> new EngineRecord())));
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

    /** {@return what to say when there is no lane: as it is now, of which the copier may not have been told yet} */
    NetDmaException none() {
        long asleep = providers.get().stream().filter(one -> one.state() == ProviderState.POWERED_DOWN).count();
        return asleep == 0
                ? new NetDmaException(NtStatus.DEVICE_NOT_READY, "CLI-1",
                        "no engine is there: drop a provider bundle into providers/")
                : new NetDmaException(NtStatus.DEVICE_POWERED_OFF, "PWR-1",
                        "no engine is awake, %d powered down: power one up with pnp:power".formatted(asleep));
    }

    /** Gives all lanes of a provider up, which stops or sleeps: what waits in them ends and can be done elsewhere. */
    void drop(ProviderInfo provider) {
        List<Lane> dropped = Stream.of(lanes).filter(lane -> lane.provider() == provider.number())
                .filter(this::remove).toList(); // all before the first is closed: what that leaves goes to none of them
        dropped.forEach(Lanes::close);
        synchronized (this) {
            records.remove(provider.number()); // should it come back, then as another
        }
    }

    /** Closes one of several: whatever it throws, the others are closed. */
    private static void close(Lane lane) {
        try {
            lane.close();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a channel of provider " + lane.provider() + " could not be closed [CLI-2]", e);
        }
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
                close(lane);
            }
        }
    }
}
