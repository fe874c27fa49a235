// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderRegistration;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.provider.spi.MessageInterruptProvider;
import org.netdma.provider.spi.MessageInterruptProvider.ChannelAffinity;
import org.netdma.wdm.NtStatus;

/** The NetDMA interface as the driver under test sees it. */
public final class BenchNetDma implements NetDma {

    private static final Set<NetDmaVersion> VERSIONS =
            Set.of(NetDmaVersion.V1_0, NetDmaVersion.V1_1, NetDmaVersion.V2_0);

    private final Bench bench;
    private volatile NtStatus registrationStatus = NtStatus.SUCCESS;

    BenchNetDma(Bench bench) {
        this.bench = bench;
    }

    /** Makes it refuse each registration with this status. */
    public void refuseRegistration(NtStatus status) {
        registrationStatus = status;
    }

    @Override
    public NetDmaVersion version() {
        return NetDmaVersion.V2_0;
    }

    @Override
    public ProviderRegistration registerProvider(DmaProvider provider, ProviderCharacteristics characteristics)
            throws NetDmaException {
        Device device = check(provider, characteristics);
        if (registrationStatus != NtStatus.SUCCESS) {
            throw new NetDmaException(registrationStatus, "REG-9", "the test wants this registration refused");
        }
        List<ChannelAffinity> affinities = affinities(characteristics.maxDmaChannelCount());
        if (provider instanceof MessageInterruptProvider messages && bench.plan().hasMessageInterrupts()) {
            NtStatus status = messages.setDmaChannelCpuAffinity(affinities);
            if (!status.isSuccess()) {
                throw new NetDmaException(status, "REG-6", "SetDmaChannelCpuAffinity failed");
            }
        }
        BenchRegistration registration = new BenchRegistration(bench, device, provider, characteristics, affinities);
        device.add(registration);
        return registration;
    }

    /** Spreads the channels over the CPUs, and not as 0, 1, 2, 3: so a driver that ignores it is found out. */
    private static List<ChannelAffinity> affinities(int channels) {
        return IntStream.range(0, channels)
                .mapToObj(channel -> new ChannelAffinity(channel, (channel * 3 + 2) % Processors.COUNT)).toList();
    }

    private Device check(DmaProvider provider, ProviderCharacteristics given) throws NetDmaException {
        if (provider == null || given == null || !(given.physicalDeviceObject() instanceof BenchDeviceObject pdo)
                || pdo.stack() == null || pdo.stack().bottom() != pdo) {
            throw refuse(NtStatus.INVALID_PARAMETER, "REG-3", "provider, characteristics or PDO is missing, or the"
                    + " device object given is no PDO");
        }
        Device device = pdo.stack().device();
        if (device.phase() != Device.Phase.ADDING || !device.hasFunctionDevice()) {
            throw refuse(NtStatus.INVALID_DEVICE_STATE, "REG-1",
                    "a provider is registered outside AddDevice, or before the FDO is attached");
        }
        if (given.version() == null || !VERSIONS.contains(given.version())) {
            throw refuse(NtStatus.REVISION_MISMATCH, "REG-2", "there is no version " + given.version());
        }
        if (given.maxDmaChannelCount() < 1) {
            throw refuse(NtStatus.INVALID_PARAMETER, "REG-3", "MaxDmaChannelCount is " + given.maxDmaChannelCount());
        }
        if (given.version().isAtLeast(NetDmaVersion.V2_0)
                && (given.friendlyName() == null || given.friendlyName().isBlank())) {
            throw refuse(NtStatus.INVALID_PARAMETER, "REG-3", "a 2.0 provider has no friendly name");
        }
        if (given.flags() == null
                || given.flags().stream().anyMatch(flag -> !given.version().isAtLeast(flag.since()))) {
            throw refuse(NtStatus.INVALID_PARAMETER, "REG-3",
                    "flags %s are not known to version %s".formatted(given.flags(), given.version()));
        }
        if (device.hasProvider()) {
            throw refuse(NtStatus.OBJECT_NAME_COLLISION, "REG-8", device.instanceId() + " has a provider already");
        }
        return device;
    }

    private NetDmaException refuse(NtStatus status, String rule, String what) {
        bench.violations().add(rule, what);
        return new NetDmaException(status, rule, what);
    }
}
