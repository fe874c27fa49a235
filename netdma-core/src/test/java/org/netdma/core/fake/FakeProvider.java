// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.wdm.NtStatus;

/** A driver's provider with engines that are moved by hand. */
public class FakeProvider implements DmaProvider {

    /** Makes a driver's channel. */
    @FunctionalInterface
    public interface ChannelKind {
        /** {@return a new channel} */
        FakeChannel make(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine);
    }

    /** All channels ever allocated. */
    public final List<FakeChannel> channels = new CopyOnWriteArrayList<>();
    /** The version it is written for. */
    public final NetDmaVersion version;
    /** What allocation answers instead of a channel; null, also when it is so afterwards, for a channel. */
    public volatile Supplier<ChannelAllocation> allocation;
    /** What it says of itself at registration. */
    public Set<ProviderFlag> flags = Set.of();
    private final ChannelKind kind;
    private ProviderRegistration registration;

    /** A provider whose channels can be reset. */
    public FakeProvider(NetDmaVersion version) {
        this(version, FakeChannel.Resettable::new);
    }

    /** A provider with channels of a kind. */
    public FakeProvider(NetDmaVersion version, ChannelKind kind) {
        this.version = version;
        this.kind = kind;
    }

    /** {@return a 2.0 provider whose channels can be reset} */
    public static FakeProvider counted() {
        return new FakeProvider(NetDmaVersion.V2_0);
    }

    /** {@return a 2.0 provider with direct cache access, whose channels can be reset} */
    public static FakeProvider cacheAware() {
        return cacheAware(FakeChannel.Resettable::new);
    }

    /** {@return a 2.0 provider with direct cache access and channels of a kind} */
    public static FakeProvider cacheAware(ChannelKind kind) {
        FakeProvider provider = new FakeProvider(NetDmaVersion.V2_0, kind);
        provider.flags = Set.of(ProviderFlag.DCA_SUPPORTED);
        return provider;
    }

    /** {@return a 1.0 provider whose channels can be reset} */
    public static FakeProvider linked() {
        return new FakeProvider(NetDmaVersion.V1_0);
    }

    /** {@return a 2.0 provider with mandatory entry points only} */
    public static FakeProvider minimal() {
        return new FakeProvider(NetDmaVersion.V2_0, FakeChannel::new);
    }

    /** Registers it as device {@code ROOT\FAKE\instance}, with at most 4 channels. */
    public ProviderRegistration register(NetDma netDma, String instance) throws NetDmaException {
        registration = netDma.registerProvider(this, characteristics(instance));
        return registration;
    }

    /** Registers it as a device, with at most 4 channels. */
    public ProviderRegistration register(NetDma netDma, FakeDevice device) throws NetDmaException {
        registration = netDma.registerProvider(this, characteristics(device));
        return registration;
    }

    /** {@return legal characteristics} */
    public ProviderCharacteristics characteristics(String instance) {
        return characteristics(FakeDevice.attached("ROOT\\FAKE\\" + instance));
    }

    private ProviderCharacteristics characteristics(FakeDevice device) {
        return new ProviderCharacteristics(version, flags, device, 4, "Fake engine");
    }

    /** {@return legal attributes: so many channels, 64 KiB, all addresses} */
    public static ProviderAttributes attributes(int channels) {
        return new ProviderAttributes(1, 2, 0x8086, channels, 1 << 16, Long.MAX_VALUE);
    }

    /** Starts it with 2 channels. */
    public NtStatus start() {
        return registration.start(attributes(2));
    }

    /** {@return the registration} */
    public ProviderRegistration registration() {
        return registration;
    }

    /** {@return the channel allocated last} */
    public FakeChannel channel() {
        return channels.get(channels.size() - 1);
    }

    @Override
    public ChannelAllocation allocateDmaChannel(ChannelParameters parameters, ChannelHandle handle) {
        Supplier<ChannelAllocation> told = allocation;
        if (told != null) {
            ChannelAllocation answer = told.get();
            if (allocation != null) {
                return answer;
            }
        }
        FakeEngine engine = new FakeEngine(registration.busMemory(), parameters.completionPhysicalAddress(), handle,
                version.isAtLeast(NetDmaVersion.V2_0));
        FakeChannel channel = kind.make(parameters, handle, engine);
        channels.add(channel);
        return new ChannelAllocation.Allocated(channel,
                64 * parameters.group() + Long.numberOfTrailingZeros(parameters.processorAffinityMask()));
    }
}
