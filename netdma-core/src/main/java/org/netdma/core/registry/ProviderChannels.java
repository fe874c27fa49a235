// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.event.ClientEvent;
import org.netdma.core.channel.CoreChannel;
import org.netdma.core.driver.ThrownLog;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.wdm.NtStatus;

/**
 * The channels of one provider: at most as many as it has [CHN-1]. Allocations reach the driver one at a time; which
 * numbers are taken is guarded by the monitor of the events.
 */
final class ProviderChannels {

    private static final Logger LOG = System.getLogger(ProviderChannels.class.getName());

    private final RegisteredProvider owner;
    private final ChannelAllocator allocator;
    private final InterfaceParts parts;
    private final ProviderEvents events;
    private final ReentrantLock allocation = new ReentrantLock();
    private final BitSet taken = new BitSet();
    private final List<CoreChannel> channels = new CopyOnWriteArrayList<>();

    ProviderChannels(RegisteredProvider owner, DmaProvider provider, InterfaceParts parts) {
        this.owner = owner;
        this.parts = parts;
        events = parts.events();
        allocator = new ChannelAllocator(owner, provider, parts);
    }

    /**
     * Allocates a channel. One call at a time reaches the driver.
     *
     * @param client   its name
     * @param released called when the channel is over
     */
    CoreChannel allocate(ChannelRequest request, String client, Consumer<CoreChannel> released)
            throws NetDmaException {
        if (!tryLock(allocation, timeout())) {
            throw new NetDmaException(NtStatus.DEVICE_BUSY, "STO-4",
                    "another AllocateDmaChannel of %s does not return: use another provider".formatted(owner.name()));
        }
        try {
            return allocateAlone(request, client, released);
        } finally {
            allocation.unlock();
        }
    }

    private CoreChannel allocateAlone(ChannelRequest request, String client, Consumer<CoreChannel> released)
            throws NetDmaException {
        int slot;
        long start;
        synchronized (events) {
            requireStarted();
            start = owner.starts();
            slot = take();
        }
        if (slot < 0) {
            throw new NetDmaException(NtStatus.INSUFFICIENT_RESOURCES, "CHN-3",
                    "all %d channels of %s are allocated: close one, or use another provider"
                            .formatted(owner.attributes().dmaChannelCount(), owner.name()));
        }
        CoreChannel made = null;
        try {
            made = allocator.allocate(slot, request, client, owner.attributes(), channel -> release(channel, released));
        } finally {
            if (made == null) {
                synchronized (events) {
                    taken.clear(slot);
                }
            }
        }
        channels.add(made);
        parts.channels().add(made);
        open(made);
        refuseWhenLate(made, start);
        return made;
    }

    private void open(CoreChannel made) throws NetDmaException {
        NtStatus status = made.open();
        if (status == NtStatus.SUCCESS) {
            return;
        }
        end(made);
        throw new NetDmaException(status, "DCA-2",
                "the driver of %s refused the context change of a new channel: see the log, or use another provider"
                        .formatted(owner.name()));
    }

    private static void end(CoreChannel channel) {
        if (channel.beginRemoval()) {
            channel.finishRemoval();
        }
    }

    /** A driver may return from AllocateDmaChannel when the stop, tired of waiting, is long over. */
    private void refuseWhenLate(CoreChannel made, long start) throws NetDmaException {
        boolean asleep;
        synchronized (events) {
            if (owner.isStarted() && owner.starts() == start) {
                return;
            }
            asleep = owner.isPoweredDown();
        }
        end(made);
        if (asleep) {
            throw poweredDown();
        }
        throw new NetDmaException(NtStatus.DEVICE_REMOVED, "STO-1",
                "%s stopped while it allocated the channel: use another provider".formatted(owner.name()));
    }

    private void requireStarted() throws NetDmaException {
        if (owner.isCondemned()) {
            throw new NetDmaException(NtStatus.DRIVER_INTERNAL_ERROR, "CHN-3",
                    "the driver of %s broke a rule under the strict verifier: netdma:verifier says which, use another "
                            .formatted(owner.name()) + "provider");
        }
        if (owner.isOrphan()) {
            throw new NetDmaException(NtStatus.DEVICE_REMOVED, "PNP-10",
                    "the device of %s is removed, and its driver did not stop it: use another provider"
                            .formatted(owner.name()));
        }
        if (owner.isPoweredDown()) {
            throw poweredDown();
        }
        if (!owner.isStarted()) {
            throw new NetDmaException(NtStatus.DEVICE_NOT_READY, "REG-7",
                    "%s is not started: wait for its arrival, or use another provider".formatted(owner.name()));
        }
    }

    private NetDmaException poweredDown() {
        return new NetDmaException(NtStatus.DEVICE_POWERED_OFF, "PWR-1",
                "%s is powered down: wait until it is powered up, or use another provider".formatted(owner.name()));
    }

    private void release(CoreChannel channel, Consumer<CoreChannel> released) {
        parts.channels().remove(channel);
        channels.remove(channel);
        synchronized (events) {
            boolean noneWasFree = inUse() == owner.attributes().dmaChannelCount();
            taken.clear(channel.identity().number());
            if (noneWasFree && owner.isStarted()) {
                owner.post(ClientEvent.ChannelArrival::new);
            }
        }
        released.accept(channel);
    }

    /** An allocation that began before the provider was closed to new ones is part of what is outstanding [STO-1]. */
    private void awaitAllocation() {
        if (tryLock(allocation, timeout())) {
            allocation.unlock();
        } else {
            LOG.log(Level.ERROR, "AllocateDmaChannel of {0} did not return within {1} ms; it is not waited for [STO-4]",
                    owner.name(), timeout().toMillis());
        }
    }

    /** First closes all channels, then waits for each, then frees it [STO-1]. The provider is closed to new ones. */
    void removeAll() {
        forEach(CoreChannel::beginRemoval, CoreChannel::finishRemoval);
    }

    /** First closes all channels, then waits for each [PWR-1]. The provider is closed to new ones. */
    void powerDown() {
        forEach(channel -> channel.power().beginDown(), channel -> channel.power().finishDown());
    }

    /** Initializes each channel [PWR-2]; one that fails does not keep others from it. */
    void powerUp() {
        forEach(channels, channel -> channel.power().up());
    }

    /** Has the next submission of each channel begin with a null transfer [PWR-3]. */
    void contextLost() {
        forEach(channels, CoreChannel::contextLost);
    }

    /** Whatever is thrown at one channel: the others get their turn. */
    private static void forEach(List<CoreChannel> all, Consumer<CoreChannel> action) {
        for (CoreChannel channel : all) {
            try {
                action.accept(channel);
            } catch (RuntimeException | Error e) {
                ThrownLog.error(LOG, "a change of its provider failed at " + channel
                        + "; the other channels take part in it [MEM-13]", e);
            }
        }
    }

    /** Begins something with each channel that its client does not close, then finishes it; awaits the others' end. */
    private void forEach(Predicate<CoreChannel> begin, Consumer<CoreChannel> finish) {
        List<CoreChannel> mine = new ArrayList<>();
        List<CoreChannel> closedByClients = new ArrayList<>();
        for (CoreChannel channel : channels) {
            (begin.test(channel) ? mine : closedByClients).add(channel);
        }
        awaitAllocation();
        forEach(mine, finish);
        for (CoreChannel channel : closedByClients) {
            if (!channel.awaitEnd(timeout().multipliedBy(2))) {
                LOG.log(Level.ERROR, "{0} is not closed yet by its client; its provider goes on without [STO-4]",
                        channel.identity());
            }
        }
    }

    /** {@return the lowest free number, now taken; -1 when all are} */
    private int take() {
        int number = taken.nextClearBit(0);
        if (number >= owner.attributes().dmaChannelCount()) {
            return -1;
        }
        taken.set(number);
        return number;
    }

    /** {@return how many are allocated} */
    int inUse() {
        synchronized (events) {
            return taken.cardinality();
        }
    }

    /** {@return whether a client has the channel with that context of the driver's} */
    boolean has(ProviderChannel context) {
        return channels.stream().anyMatch(channel -> channel.isContext(context));
    }

    private Duration timeout() {
        return parts.settings().get().transferTimeout();
    }

    private static boolean tryLock(ReentrantLock lock, Duration limit) {
        try {
            return lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lock.tryLock();
        }
    }
}
