// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ProviderInfo;
import org.netdma.client.event.ClientEvent;
import org.netdma.core.channel.CoreChannel;
import org.netdma.core.memory.ProviderMemory;
import org.netdma.core.registry.ProviderLifecycle.Event;
import org.netdma.provider.BusMemory;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.NtStatus;

/**
 * A registered engine. The driver's calls are put in a row by one lock, allocations by another; what both change, and
 * clients see, is guarded by the monitor of the events.
 */
public final class RegisteredProvider implements ProviderRegistration {

    private static final Logger LOG = System.getLogger(RegisteredProvider.class.getName());

    private final long number;
    private final ProviderCharacteristics characteristics;
    private final InterfaceParts parts;
    private final ProviderEvents events;
    private final ChannelAllocator allocator;
    private final ProviderMemory memory;
    private final Consumer<RegisteredProvider> deregistered;
    private final ReentrantLock calls = new ReentrantLock();
    private final ReentrantLock allocation = new ReentrantLock();
    private final ChannelSlots slots = new ChannelSlots();
    private volatile ProviderLifecycle state = ProviderLifecycle.REGISTERED;
    private volatile ProviderAttributes attributes = new ProviderAttributes(0, 0, 0, 0, 0, 0);

    RegisteredProvider(long number, DmaProvider provider, ProviderCharacteristics characteristics,
            InterfaceParts parts, Consumer<RegisteredProvider> deregistered) {
        this.number = number;
        this.characteristics = characteristics;
        this.parts = parts;
        this.deregistered = deregistered;
        events = parts.events();
        allocator = new ChannelAllocator(this, provider, parts);
        memory = new ProviderMemory(parts.space());
    }

    @Override
    public NtStatus start(ProviderAttributes newAttributes) {
        calls.lock();
        try {
            String wrong = RegistrationCheck.wrong(newAttributes, characteristics.maxDmaChannelCount());
            if (wrong != null && state == ProviderLifecycle.REGISTERED) {
                LOG.log(Level.ERROR, "{0} is not started: {1} [STA-2]", name(), wrong);
                return NtStatus.INVALID_PARAMETER;
            }
            synchronized (events) {
                if (!transitionTo(Event.START)) {
                    return refused("start");
                }
                attributes = newAttributes;
                post(ClientEvent.ProviderArrival::new);
                post(ClientEvent.ChannelArrival::new);
            }
            LOG.log(Level.INFO, "{0} is started with {1} channels", name(), newAttributes.dmaChannelCount());
            return NtStatus.SUCCESS;
        } finally {
            calls.unlock();
        }
    }

    @Override
    public NtStatus stop() {
        calls.lock();
        try {
            synchronized (events) {
                if (!transitionTo(Event.STOP)) {
                    return refused("stop");
                }
                post(ClientEvent.ProviderRemoval::new);
            }
            awaitAllocation();
            removeChannels();
            synchronized (events) {
                transitionTo(Event.STOPPED);
            }
            LOG.log(Level.INFO, "{0} is stopped", name());
            return NtStatus.SUCCESS;
        } finally {
            calls.unlock();
        }
    }

    /** An allocation that began before the provider was closed to new ones is part of what is outstanding [STO-1]. */
    private void awaitAllocation() {
        if (tryLock(allocation, timeout())) {
            allocation.unlock();
        } else {
            LOG.log(Level.ERROR, "AllocateDmaChannel of {0} did not return within {1} ms; stopping goes on [STO-4]",
                    name(), timeout().toMillis());
        }
    }

    /** First closes all channels, then waits for each, then frees it [STO-1]. */
    private void removeChannels() {
        List<CoreChannel> mine = new ArrayList<>();
        List<CoreChannel> closedByClients = new ArrayList<>();
        for (CoreChannel channel : slots.all()) {
            (channel.beginRemoval() ? mine : closedByClients).add(channel);
        }
        mine.forEach(CoreChannel::finishRemoval);
        for (CoreChannel channel : closedByClients) {
            if (!channel.awaitEnd(timeout().multipliedBy(2))) {
                LOG.log(Level.ERROR, "{0} is not closed yet by its client; stopping goes on [STO-4]",
                        channel.identity());
            }
        }
    }

    @Override
    public NtStatus deregister() {
        calls.lock();
        try {
            synchronized (events) {
                if (!transitionTo(Event.DEREGISTER)) {
                    return refused("deregister");
                }
                deregistered.accept(this);
            }
            memory.detach();
            LOG.log(Level.INFO, "{0} is deregistered", name());
            return NtStatus.SUCCESS;
        } finally {
            calls.unlock();
        }
    }

    /** Ends the registration whatever its state: for a driver that is gone. */
    public void remove() {
        if (isStarted()) {
            stop();
        }
        deregister();
    }

    @Override
    public BusMemory busMemory() {
        return memory;
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
                    "another AllocateDmaChannel of %s does not return: use another provider".formatted(name()));
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
        synchronized (events) {
            if (state != ProviderLifecycle.STARTED) {
                throw new NetDmaException(NtStatus.DEVICE_NOT_READY, "REG-7",
                        "%s is not started: wait for its arrival, or use another provider".formatted(name()));
            }
            slot = slots.take(attributes.dmaChannelCount());
        }
        if (slot < 0) {
            throw new NetDmaException(NtStatus.INSUFFICIENT_RESOURCES, "CHN-3",
                    "all %d channels of %s are allocated: close one, or use another provider"
                            .formatted(attributes.dmaChannelCount(), name()));
        }
        CoreChannel made = null;
        try {
            made = allocator.allocate(slot, request, client, attributes, channel -> release(channel, released));
            slots.add(made);
            parts.channels().add(made);
            return made;
        } finally {
            if (made == null) {
                synchronized (events) {
                    slots.free(slot);
                }
            }
        }
    }

    private void release(CoreChannel channel, Consumer<CoreChannel> released) {
        parts.channels().remove(channel);
        slots.remove(channel);
        synchronized (events) {
            boolean noneWasFree = slots.inUse() == attributes.dmaChannelCount();
            slots.free(channel.identity().number());
            if (noneWasFree && state == ProviderLifecycle.STARTED) {
                post(ClientEvent.ChannelArrival::new);
            }
        }
        released.accept(channel);
    }

    private boolean transitionTo(Event event) {
        ProviderLifecycle next = state.next(event).orElse(null);
        if (next == null) {
            return false;
        }
        state = next;
        return true;
    }

    private NtStatus refused(String call) {
        NtStatus status = state == ProviderLifecycle.DEREGISTERED
                ? NtStatus.INVALID_HANDLE
                : NtStatus.INVALID_DEVICE_STATE;
        LOG.log(Level.WARNING, "{0}: {1} is refused in state {2} with {3} [{4}]", name(), call, state, status,
                status == NtStatus.INVALID_HANDLE ? "REG-4" : "STO-2");
        return status;
    }

    private void post(Function<ProviderInfo, ClientEvent> event) {
        events.post(event.apply(info()));
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

    /** {@return what a client sees of the provider} */
    ProviderInfo info() {
        synchronized (events) {
            ProviderAttributes now = attributes;
            return new ProviderInfo(number, friendlyName(), instanceId(), version(), state.toState(), flags(),
                    characteristics.maxDmaChannelCount(), now.dmaChannelCount(), slots.inUse(),
                    now.maximumTransferSize(), now.maximumAddressSpace(), now.vendorId(),
                    now.majorHwVersion() + "." + now.minorHwVersion());
        }
    }

    /** {@return how many more channels can be allocated; 0 when the provider is not started} */
    int freeChannels() {
        synchronized (events) {
            return isStarted() ? attributes.dmaChannelCount() - slots.inUse() : 0;
        }
    }

    boolean isStarted() {
        return state == ProviderLifecycle.STARTED;
    }

    /** {@return whether a client's request names this provider, by number or instance id} */
    boolean isNamed(String provider) {
        return provider.equalsIgnoreCase(instanceId()) || provider.equals(Long.toString(number));
    }

    List<CoreChannel> channels() {
        return slots.all();
    }

    long number() {
        return number;
    }

    DeviceObject device() {
        return characteristics.physicalDeviceObject();
    }

    NetDmaVersion version() {
        return characteristics.version();
    }

    Set<ProviderFlag> flags() {
        return characteristics.flags();
    }

    String instanceId() {
        return device().instanceId();
    }

    private String friendlyName() {
        String name = characteristics.friendlyName();
        return name == null || name.isBlank() ? instanceId() : name;
    }

    /** {@return a name for logs and messages} */
    public String name() {
        return "provider %d, %s (%s)".formatted(number, friendlyName(), instanceId());
    }
}
