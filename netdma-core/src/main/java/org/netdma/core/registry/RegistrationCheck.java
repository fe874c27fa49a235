// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.util.List;
import java.util.Set;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.ProviderCharacteristics;
import org.netdma.provider.ProviderFlag;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.wdm.NtStatus;

/** Whether what a driver says of its engine is legal [REG-1, REG-2, REG-3, STA-2]. */
final class RegistrationCheck {

    private static final List<NetDmaVersion> VERSIONS =
            List.of(NetDmaVersion.V1_0, NetDmaVersion.V1_1, NetDmaVersion.V2_0);
    private static final int LARGEST_VENDOR_ID = 0xFFFF;

    private RegistrationCheck() {
    }

    static void check(DmaProvider provider, ProviderCharacteristics characteristics) throws NetDmaException {
        require(provider != null, "REG-3", "there is no provider: pass the object that has the entry points");
        require(characteristics != null, "REG-3", "there are no characteristics: say what the engine is");
        checkVersion(characteristics.version());
        checkFlags(characteristics.version(), characteristics.flags());
        require(characteristics.maxDmaChannelCount() >= 1, "REG-3", "MaxDmaChannelCount is %d: at least 1"
                .formatted(characteristics.maxDmaChannelCount()));
        String name = characteristics.friendlyName();
        require(!characteristics.version().isAtLeast(NetDmaVersion.V2_0) || name != null && !name.isBlank(), "REG-3",
                "a 2.0 provider has a friendly name: say what people shall call the engine");
        require(characteristics.physicalDeviceObject() != null, "REG-3",
                "there is no physical device object: pass the one that AddDevice was given");
        if (characteristics.physicalDeviceObject().attachedDevice().isEmpty()) {
            throw new NetDmaException(NtStatus.INVALID_DEVICE_STATE, "REG-1",
                    "no FDO is attached to %s: register after IoManager.attachDeviceToDeviceStack"
                            .formatted(characteristics.physicalDeviceObject().name()));
        }
    }

    private static void checkVersion(NetDmaVersion version) throws NetDmaException {
        require(version != null, "REG-3", "there is no version: say which NetDMA the driver is written for");
        if (!VERSIONS.contains(version)) {
            throw new NetDmaException(NtStatus.REVISION_MISMATCH, "REG-2",
                    "NetDMA %s is not known: use one of %s".formatted(version, VERSIONS));
        }
    }

    private static void checkFlags(NetDmaVersion version, Set<ProviderFlag> flags) throws NetDmaException {
        require(flags != null, "REG-3", "the flags are null: use an empty set for none");
        for (ProviderFlag flag : flags) {
            require(flag != null && version.isAtLeast(flag.since()), "REG-3",
                    "flag %s is not known in NetDMA %s: leave it out, or register with a later version"
                            .formatted(flag, version));
        }
    }

    /** {@return what is wrong with the attributes, null when nothing is [STA-2]} */
    static String wrong(ProviderAttributes attributes, int maxDmaChannelCount) {
        if (attributes == null) {
            return "there are no attributes";
        }
        int channels = attributes.dmaChannelCount();
        if (channels < 1 || channels > maxDmaChannelCount) {
            return "DmaChannelCount is %d: 1 to MaxDmaChannelCount, which is %d".formatted(channels, maxDmaChannelCount);
        }
        long transfer = attributes.maximumTransferSize();
        if (transfer < ProviderAttributes.LEAST_MAXIMUM_TRANSFER_SIZE
                || transfer > ProviderAttributes.MOST_MAXIMUM_TRANSFER_SIZE) {
            return "MaximumTransferSize is %d: %d to %d".formatted(transfer,
                    ProviderAttributes.LEAST_MAXIMUM_TRANSFER_SIZE, ProviderAttributes.MOST_MAXIMUM_TRANSFER_SIZE);
        }
        if (attributes.maximumAddressSpace() == 0) {
            return "MaximumAddressSpace is 0: it is the largest address that the engine reaches";
        }
        if (attributes.vendorId() < 0 || attributes.vendorId() > LARGEST_VENDOR_ID) {
            return "VendorId is 0x%X: 16 bits".formatted(attributes.vendorId());
        }
        return null;
    }

    private static void require(boolean met, String rule, String message) throws NetDmaException {
        if (!met) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, rule, message);
        }
    }
}
