// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.core.channel.ChannelIdentity;
import org.netdma.core.channel.ChannelPriority;
import org.netdma.core.channel.CoreChannel;
import org.netdma.core.channel.CoreChannelHandle;
import org.netdma.core.channel.TransferLimits;
import org.netdma.core.driver.DriverCall;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.core.settings.Settings;
import org.netdma.descriptor.ControlFlags;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.wdm.NtStatus;

/** Makes the channels of one provider: the ring, the driver's part, and what the client gets [CHN-2, CHN-3, CHN-4]. */
final class ChannelAllocator {

    private static final Logger LOG = System.getLogger(ChannelAllocator.class.getName());

    private final RegisteredProvider owner;
    private final DmaProvider provider;
    private final InterfaceParts parts;

    ChannelAllocator(RegisteredProvider owner, DmaProvider provider, InterfaceParts parts) {
        this.owner = owner;
        this.provider = provider;
        this.parts = parts;
    }

    /**
     * Allocates a channel whose number is taken already. When it is refused, nothing is left of the attempt.
     *
     * @param released called with the channel when it is over
     */
    CoreChannel allocate(int number, ChannelRequest request, String client, ProviderAttributes attributes,
            Consumer<CoreChannel> released) throws NetDmaException {
        boolean counted = owner.version().isAtLeast(NetDmaVersion.V2_0);
        long highest = highestAddress(attributes);
        int capacity = request.ringCapacity();
        // a context change at resume has room even if the client's descriptors take all of theirs [DCA-2]
        int slots = owner.flags().contains(ProviderFlag.DCA_SUPPORTED) ? 2 * capacity : capacity;
        DescriptorRing ring = new DescriptorRing(parts.space(), capacity, slots, counted, highest);
        try {
            CoreChannelHandle handle = new CoreChannelHandle();
            ChannelAllocation.Allocated allocated = askDriver(request, ring, handle);
            TransferLimits limits = new TransferLimits(parts.space(), attributes.maximumTransferSize(), highest,
                    counted, owner.flags().contains(ProviderFlag.DCA_SUPPORTED) ? 0 : ControlFlags.DESTINATION_DCA_ENABLE);
            int cpu = completionCpu(request, allocated.cpu());
            ChannelIdentity identity = new ChannelIdentity(owner.number(), owner.name(), number, client, cpu,
                    dcaTarget(cpu), priority(request, allocated.priority()));
            CoreChannel channel = new CoreChannel(identity, ring, limits, allocated.channel(), handle,
                    owner.watched(), owner.device(), owner.health(), parts.settings(), released);
            ring = null; // the channel's from now on
            return channel;
        } finally {
            if (ring != null) {
                ring.close();
            }
        }
    }

    private OptionalInt dcaTarget(int cpu) {
        return owner.flags().contains(ProviderFlag.DCA_SUPPORTED)
                ? OptionalInt.of(parts.apicIds().of(cpu))
                : OptionalInt.empty();
    }

    private ChannelAllocation.Allocated askDriver(ChannelRequest request, DescriptorRing ring,
            CoreChannelHandle handle) throws NetDmaException {
        int revision = owner.flags().contains(ProviderFlag.SUPPORTS_PROC_GROUPS) ? 2 : 1;
        if (revision == 1 && request.group() != 0) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "CHN-2",
                    "%s knows no processor groups: ask for CPUs of group 0, or use a provider that does"
                            .formatted(owner.name()));
        }
        ChannelParameters parameters = new ChannelParameters(revision, ring.completionWordAddress(), mask(request),
                request.priority(), request.group());
        String what = "AllocateDmaChannel of " + owner.name();
        ChannelAllocation answer = DriverCall.answer(what, () -> owner.watched().during("AllocateDmaChannel",
                () -> provider.allocateDmaChannel(parameters, handle)));
        if (answer instanceof ChannelAllocation.Allocated allocated) {
            checkContext(allocated.channel());
            return allocated;
        }
        if (answer instanceof ChannelAllocation.Refused refused && refused.status() != null
                && !refused.status().isSuccess()) {
            throw new NetDmaException(refused.status(), "CHN-3",
                    "the driver of %s allocated no channel: close a channel, or use another provider"
                            .formatted(owner.name()));
        }
        throw broken("CHN-3", "allocated no channel and did not say why (%s)".formatted(answer));
    }

    private long mask(ChannelRequest request) {
        long wanted = request.affinityMask();
        return wanted == 0 ? parts.settings().get().processorMask(request.group()) : wanted;
    }

    /**
     * {@return the CPU that the driver reported; the first one asked for, when that is none of the machine's [CHN-2]}
     */
    private int completionCpu(ChannelRequest request, int reported) {
        if (reported >= 0 && reported < parts.settings().get().processorCount()) {
            return reported;
        }
        int cpu = request.group() * Settings.GROUP_SIZE + Long.numberOfTrailingZeros(mask(request));
        LOG.log(Level.WARNING, "AllocateDmaChannel of {0} reported CPU {1}, which is not there; completions go to CPU "
                + "{2} [CHN-2]", owner.name(), reported, cpu);
        return cpu;
    }

    /** {@return what the driver granted; the nearest that it may grant, when that is none of it [CHN-5]} */
    private ChannelPriority priority(ChannelRequest request, int reported) {
        int granted = Math.max(0, Math.min(reported, request.priority()));
        if (granted != reported) {
            LOG.log(Level.WARNING, "AllocateDmaChannel of {0} granted priority {1} where {2} was requested; it must "
                    + "answer from 0 to {2}, so {3} is reported [CHN-5]", owner.name(), reported, request.priority(), granted);
        }
        return new ChannelPriority(granted, request.priority());
    }

    private void checkContext(ProviderChannel context) throws NetDmaException {
        if (context == null) {
            throw broken("CHN-4", "allocated a channel that is null");
        }
        if (owner.channels().has(context)) {
            throw broken("CHN-1", "allocated a channel that another client has");
        }
    }

    /** Logs what the driver did wrong. {@return what the client is told of it} */
    private NetDmaException broken(String rule, String what) {
        NetDmaException refusal = new NetDmaException(NtStatus.DRIVER_INTERNAL_ERROR, rule,
                "the driver of %s %s: it is broken, use another provider".formatted(owner.name(), what));
        LOG.log(Level.ERROR, refusal.getMessage());
        return refusal;
    }

    /** 64 bits unsigned; addresses here never need the highest of them. */
    private static long highestAddress(ProviderAttributes attributes) {
        return attributes.maximumAddressSpace() < 0 ? Long.MAX_VALUE : attributes.maximumAddressSpace();
    }
}
