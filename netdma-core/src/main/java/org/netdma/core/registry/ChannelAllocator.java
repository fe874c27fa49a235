// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.util.OptionalInt;
import java.util.function.Consumer;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.core.channel.ChannelIdentity;
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
        DescriptorRing ring = new DescriptorRing(parts.space(), request.ringCapacity(), counted, highest);
        try {
            CoreChannelHandle handle = new CoreChannelHandle();
            ChannelAllocation.Allocated allocated = askDriver(request, ring, handle);
            TransferLimits limits = new TransferLimits(parts.space(), attributes.maximumTransferSize(), highest, counted,
                    owner.flags().contains(ProviderFlag.DCA_SUPPORTED) ? 0 : ControlFlags.DESTINATION_DCA_ENABLE);
            int cpu = Math.max(0, allocated.cpu());
            ChannelIdentity identity = new ChannelIdentity(owner.number(), owner.name(), number, client, cpu,
                    dcaTarget(cpu), request.priority());
            CoreChannel channel = new CoreChannel(identity, ring, limits, allocated.channel(), handle,
                    () -> parts.settings().get().transferTimeout(), released);
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
        Settings settings = parts.settings().get();
        long mask = request.affinityMask() == 0
                ? settings.processorMask()
                : request.affinityMask() & settings.processorMask();
        int revision = owner.flags().contains(ProviderFlag.SUPPORTS_PROC_GROUPS) ? 2 : 1;
        ChannelParameters parameters =
                new ChannelParameters(revision, ring.completionWordAddress(), mask, request.priority(), 0);
        String what = "AllocateDmaChannel of " + owner.name();
        ChannelAllocation answer = DriverCall.answer(what, () -> provider.allocateDmaChannel(parameters, handle));
        if (answer instanceof ChannelAllocation.Allocated allocated) {
            checkContext(allocated.channel());
            return allocated;
        }
        NtStatus status = answer instanceof ChannelAllocation.Refused refused && refused.status() != null
                && !refused.status().isSuccess() ? refused.status() : NtStatus.DRIVER_INTERNAL_ERROR;
        throw new NetDmaException(status, "CHN-3",
                "the driver of %s allocated no channel: close a channel, or use another provider"
                        .formatted(owner.name()));
    }

    private void checkContext(ProviderChannel context) throws NetDmaException {
        if (context == null) {
            throw new NetDmaException(NtStatus.DRIVER_INTERNAL_ERROR, "CHN-4",
                    "the driver of %s allocated a channel that is null: it is broken".formatted(owner.name()));
        }
        if (owner.channels().has(context)) {
            throw new NetDmaException(NtStatus.DRIVER_INTERNAL_ERROR, "CHN-1",
                    "the driver of %s allocated a channel that another client has: it is broken"
                            .formatted(owner.name()));
        }
    }

    /** 64 bits unsigned; addresses here never need the highest of them. */
    private static long highestAddress(ProviderAttributes attributes) {
        return attributes.maximumAddressSpace() < 0 ? Long.MAX_VALUE : attributes.maximumAddressSpace();
    }
}
