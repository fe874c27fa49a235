// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ProviderInfo;
import org.netdma.client.event.ClientEvent;
import org.netdma.core.channel.CoreChannel;
import org.netdma.core.driver.DriverCall;
import org.netdma.core.settings.Settings;
import org.netdma.core.verifier.Suspect;
import org.netdma.core.verifier.Watched;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.provider.spi.MessageInterruptProvider;
import org.netdma.provider.spi.MessageInterruptProvider.ChannelAffinity;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.NtStatus;

/** All registered providers, in the order of their registration. Guarded by the monitor of the events. */
public final class ProviderRegistry {

    private static final Logger LOG = System.getLogger(ProviderRegistry.class.getName());

    private final InterfaceParts parts;
    private final ProviderEvents events;
    private final List<RegisteredProvider> providers = new ArrayList<>();
    private final Set<DeviceObject> devices = new HashSet<>();
    private long lastNumber;

    /** @param parts what providers share */
    public ProviderRegistry(InterfaceParts parts) {
        this.parts = parts;
        this.events = parts.events();
    }

    /**
     * Registers an engine.
     *
     * @param gone called when it is deregistered
     */
    public RegisteredProvider register(DmaProvider provider, ProviderCharacteristics characteristics,
            Consumer<RegisteredProvider> gone) throws NetDmaException {
        RegistrationCheck.check(provider, characteristics);
        return registerChecked(provider, new ProviderCharacteristics(characteristics.version(),
                Set.copyOf(characteristics.flags()), characteristics.physicalDeviceObject(),
                characteristics.maxDmaChannelCount(), characteristics.friendlyName()), gone);
    }

    private RegisteredProvider registerChecked(DmaProvider provider, ProviderCharacteristics characteristics,
            Consumer<RegisteredProvider> gone) throws NetDmaException {
        DeviceObject device = characteristics.physicalDeviceObject();
        synchronized (events) {
            if (!devices.add(device)) {
                throw new NetDmaException(NtStatus.OBJECT_NAME_COLLISION, "REG-8",
                        "%s has a registered provider: deregister that first".formatted(device.name()));
            }
        }
        boolean registered = false;
        try {
            setAffinity(provider, characteristics);
            RegisteredProvider made = add(provider, characteristics, gone);
            registered = true;
            LOG.log(Level.INFO, "{0} is registered, NetDMA {1}", made.name(), made.version());
            return made;
        } finally {
            if (!registered) { // nothing is left behind [REG-9]
                synchronized (events) {
                    devices.remove(device);
                }
            }
        }
    }

    private RegisteredProvider add(DmaProvider provider, ProviderCharacteristics characteristics,
            Consumer<RegisteredProvider> gone) {
        synchronized (events) {
            RegisteredProvider made = new RegisteredProvider(++lastNumber, provider, characteristics, parts, ended -> {
                providers.remove(ended);
                devices.remove(ended.device());
                gone.accept(ended);
            });
            providers.add(made);
            events.post(new ClientEvent.ProviderRegistered(made.info()));
            return made;
        }
    }

    /**
     * Inside registration, for every channel the engine can have [REG-6]: round the CPUs, of the first group for a
     * provider that knows no others [3.6].
     */
    private void setAffinity(DmaProvider provider, ProviderCharacteristics characteristics) throws NetDmaException {
        Settings settings = parts.settings().get();
        if (!settings.messageInterrupts() || !(provider instanceof MessageInterruptProvider interrupting)) {
            return;
        }
        List<ChannelAffinity> affinities =
                new RoundRobin(characteristics.maxDmaChannelCount(),
                        characteristics.flags().contains(ProviderFlag.SUPPORTS_PROC_GROUPS)
                                ? settings.processorCount()
                                : Math.min(settings.processorCount(), Settings.GROUP_SIZE));
        DeviceObject device = characteristics.physicalDeviceObject();
        String name = device.name();
        Watched watched = parts.verifier().driver(Suspect.driverOf(device), () -> { });
        NtStatus status = new DeviceConversation(device).toDriver("SetDmaChannelCpuAffinity",
                () -> DriverCall.status("SetDmaChannelCpuAffinity of " + name,
                        () -> watched.during("SetDmaChannelCpuAffinity",
                                () -> interrupting.setDmaChannelCpuAffinity(affinities))));
        if (status != NtStatus.SUCCESS) {
            throw new NetDmaException(status, "REG-6",
                    "the driver of %s did not take the CPUs of its channels' interrupts: see its log".formatted(name));
        }
    }

    /** {@return all providers} */
    public List<ProviderInfo> infos() {
        return snapshot().stream().map(RegisteredProvider::info).toList();
    }

    private List<RegisteredProvider> snapshot() {
        synchronized (events) {
            return List.copyOf(providers);
        }
    }

    /**
     * Allocates a channel of the provider asked for, else of the one with the most free channels that gives one.
     *
     * @param client   its name
     * @param released called when the channel is over
     */
    public CoreChannel allocate(ChannelRequest request, String client, Consumer<CoreChannel> released)
            throws NetDmaException {
        NetDmaException refusal = null;
        for (RegisteredProvider provider : candidates(request.provider())) {
            try {
                return provider.channels().allocate(request, client, released);
            } catch (NetDmaException e) {
                refusal = refusal == null ? e : refusal;
            }
        }
        throw refusal != null ? refusal : noEngine();
    }

    private List<RegisteredProvider> candidates(String name) throws NetDmaException {
        List<RegisteredProvider> all = snapshot();
        if (name.isEmpty()) {
            return all.stream().filter(RegisteredProvider::isStarted)
                    .sorted(Comparator.comparingInt(RegisteredProvider::freeChannels).reversed()).toList();
        }
        List<RegisteredProvider> named = all.stream().filter(provider -> provider.isNamed(name)).toList();
        if (named.isEmpty()) {
            throw new NetDmaException(NtStatus.NOT_FOUND, "CLI-1",
                    "no provider has the number or instance id \"%s\": %s".formatted(name, known(all)));
        }
        return named;
    }

    private NetDmaException noEngine() {
        String asleep = snapshot().stream().filter(RegisteredProvider::isPoweredDown).map(RegisteredProvider::name)
                .collect(Collectors.joining("; "));
        if (!asleep.isEmpty()) {
            return new NetDmaException(NtStatus.DEVICE_POWERED_OFF, "PWR-1",
                    "no DMA engine is powered up, so nothing can be copied (%s): power its device up with pnp:power"
                            .formatted(asleep));
        }
        return new NetDmaException(NtStatus.DEVICE_NOT_READY, "REG-7",
                "no DMA engine is started, so nothing can be copied (%s): drop a provider bundle into providers/"
                        .formatted(known(snapshot())));
    }

    private static String known(List<RegisteredProvider> providers) {
        return providers.isEmpty()
                ? "no provider is registered"
                : "registered: " + providers.stream().map(RegisteredProvider::name).collect(Collectors.joining("; "));
    }

    /** Stops and deregisters all that drivers left registered. */
    public void close() {
        for (RegisteredProvider provider : snapshot()) {
            LOG.log(Level.WARNING, "{0} was left registered; it is removed now [STO-2]", provider.name());
            provider.remove();
        }
    }

    /** Channel n goes to CPU n modulo their number. Computed, since a driver may ask for any number of channels. */
    private static final class RoundRobin extends AbstractList<ChannelAffinity> implements RandomAccess {

        private final int channels;
        private final int processors;

        RoundRobin(int channels, int processors) {
            this.channels = channels;
            this.processors = processors;
        }

        @Override
        public ChannelAffinity get(int channel) {
            return new ChannelAffinity(Objects.checkIndex(channel, channels), channel % processors);
        }

        @Override
        public int size() {
            return channels;
        }
    }
}
