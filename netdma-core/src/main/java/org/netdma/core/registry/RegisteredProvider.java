// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.netdma.NetDmaVersion;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.client.event.ClientEvent;
import org.netdma.core.channel.EngineHealth;
import org.netdma.core.memory.ProviderMemory;
import org.netdma.core.registry.ProviderLifecycle.Event;
import org.netdma.core.verifier.Suspect;
import org.netdma.core.verifier.Watched;
import org.netdma.provider.BusMemory;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.verifier.VerifierRule;

/**
 * A registered engine. The driver's calls are put in a row by a lock; what they change and clients see is guarded by
 * the monitor of the events.
 */
public final class RegisteredProvider implements ProviderRegistration {

    private static final Logger LOG = System.getLogger(RegisteredProvider.class.getName());

    private final long number;
    private final ProviderCharacteristics characteristics;
    private final ProviderEvents events;
    private final ProviderMemory memory;
    private final Consumer<RegisteredProvider> deregistered;
    private final ReentrantLock calls = new ReentrantLock();
    private final ProviderChannels channels;
    private final ProviderPower power;
    private final Watched watched;
    private final EngineHealth health = new EngineHealth();
    private volatile ProviderLifecycle state = ProviderLifecycle.REGISTERED;
    private long starts;
    /** The verifier took it out of work, until it is deregistered. */
    private volatile boolean condemned;
    private volatile ProviderAttributes attributes = new ProviderAttributes(0, 0, 0, 0, 0, 0);

    RegisteredProvider(long number, DmaProvider provider, ProviderCharacteristics characteristics,
            InterfaceParts parts, Consumer<RegisteredProvider> deregistered) {
        this.number = number;
        this.characteristics = characteristics;
        this.deregistered = deregistered;
        events = parts.events();
        watched = parts.verifier().driver(Suspect.driverOf(device()), () -> condemned = true);
        channels = new ProviderChannels(this, provider, parts);
        power = new ProviderPower(this, events);
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
                    return refused("start", "STA-3");
                }
                attributes = newAttributes;
                health.hangs().forget();
                starts++;
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
                    return refused("stop", "STA-3");
                }
                post(ClientEvent.ProviderRemoval::new);
            }
            channels.removeAll();
            synchronized (events) {
                transitionTo(Event.STOPPED);
            }
            LOG.log(Level.INFO, "{0} is stopped", name());
            return NtStatus.SUCCESS;
        } finally {
            calls.unlock();
        }
    }

    @Override
    public NtStatus deregister() {
        calls.lock();
        try {
            if (state.isRunning()) { // not in the monitor: whoever hears of the report may ask for providers
                watched.report(VerifierRule.PROVIDER_NOT_STOPPED, "NetDmaDeregisterProvider",
                        "%s is deregistered in state %s; it is refused".formatted(name(), state));
                return refused("deregister", "STO-2");
            }
            synchronized (events) {
                if (!transitionTo(Event.DEREGISTER)) {
                    return refused("deregister", "STO-2");
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

    @Override
    public NtStatus notifyPnpEvent(PnpNotificationCode code) {
        calls.lock();
        try {
            return power.notified(code);
        } finally {
            calls.unlock();
        }
    }

    @Override
    public NtStatus contextLost() {
        calls.lock();
        try {
            if (!isStarted()) {
                return refused("contextLost", "PWR-3");
            }
            channels.contextLost();
            LOG.log(Level.INFO, "{0} lost its context: each channel begins anew with its next submission [PWR-3]",
                    name());
            return NtStatus.SUCCESS;
        } finally {
            calls.unlock();
        }
    }

    /** Ends the registration whatever its state: for a driver that is gone. */
    public void remove() {
        calls.lock(); // a call that is going on ends before
        try {
            if (state.isRunning()) {
                stop();
            }
            deregister();
        } finally {
            calls.unlock();
        }
    }

    /** As {@link #remove}, for a driver that stopped using the interface and left it registered. */
    void removeLeftBehind() {
        watched.report(VerifierRule.PROVIDER_NOT_STOPPED, "NetDmaDeregisterProvider",
                "%s was left registered in state %s by a driver that is gone".formatted(name(), state));
        remove();
    }

    /** {@return what is known of the engine} */
    EngineHealth health() {
        return health;
    }

    /** {@return the driver, to be watched} */
    Watched watched() {
        return watched;
    }

    /** {@return whether the verifier took it out of work: it gives out no more channels} */
    boolean isCondemned() {
        return condemned;
    }

    /** {@return whether its FDO is gone: its driver was removed, and left the provider behind [PNP-10]} */
    boolean isOrphan() {
        return device().attachedDevice().isEmpty();
    }

    @Override
    public BusMemory busMemory() {
        return memory;
    }

    /** Moves on, under the monitor of the events. {@return false when that is not legal now} */
    boolean transitionTo(Event event) {
        ProviderLifecycle next = state.next(event).orElse(null);
        if (next == null) {
            return false;
        }
        state = next;
        return true;
    }

    /** Logs a call that is out of order, with the rule that says so. {@return its status} */
    NtStatus refused(String call, String rule) {
        boolean stale = isDeregistered();
        NtStatus status = stale ? NtStatus.INVALID_HANDLE : NtStatus.INVALID_DEVICE_STATE;
        LOG.log(Level.WARNING, "{0}: {1} is refused in state {2} with {3} [{4}]", name(), call, state, status,
                stale ? "REG-4" : rule);
        return status;
    }

    /** Tells clients. Under the monitor of the events. */
    void post(Function<ProviderInfo, ClientEvent> event) {
        events.post(event.apply(info()));
    }

    /** {@return what a client sees of the provider} */
    ProviderInfo info() {
        synchronized (events) {
            ProviderAttributes now = attributes;
            return new ProviderInfo(number, friendlyName(), instanceId(), version(), state.toState(), flags(),
                    characteristics.maxDmaChannelCount(), now.dmaChannelCount(), channels.inUse(),
                    now.maximumTransferSize(), now.maximumAddressSpace(), now.vendorId(),
                    now.majorHwVersion() + "." + now.minorHwVersion());
        }
    }

    /** {@return how many more channels can be allocated; 0 when the provider is not started} */
    int freeChannels() {
        synchronized (events) {
            return isStarted() && !isOrphan() ? attributes.dmaChannelCount() - channels.inUse() : 0;
        }
    }

    boolean isStarted() {
        return state == ProviderLifecycle.STARTED;
    }

    boolean isPoweredDown() {
        return state.toState() == ProviderState.POWERED_DOWN;
    }

    boolean isDeregistered() {
        return state == ProviderLifecycle.DEREGISTERED;
    }

    /** {@return whether a client's request names this provider, by number or instance id} */
    boolean isNamed(String provider) {
        return provider.equalsIgnoreCase(instanceId()) || provider.equals(Long.toString(number));
    }

    /** {@return its channels; they can be allocated while it is started} */
    ProviderChannels channels() {
        return channels;
    }

    /** {@return what the driver said at the last start} */
    ProviderAttributes attributes() {
        return attributes;
    }

    /** {@return how often it was started. Under the monitor of the events} */
    long starts() {
        return starts;
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
