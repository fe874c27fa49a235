// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider;

import java.util.Set;
import org.netdma.NetDmaVersion;
import org.netdma.wdm.DeviceObject;

/**
 * What an engine is, at registration. Values are checked by {@link NetDma#registerProvider}, not here. The entry points
 * of the Windows structure are the methods of the {@link org.netdma.provider.spi.DmaProvider}.
 *
 * <p>Windows: NET_DMA_PROVIDER_CHARACTERISTICS.
 *
 * @param version              the NetDMA version the driver is written for
 * @param flags                empty for 1.x
 * @param physicalDeviceObject the PDO given to AddDevice
 * @param maxDmaChannelCount   the most channels the engine can have, 1 or more
 * @param friendlyName         for people; required from 2.0 on, may be empty before
 */
public record ProviderCharacteristics(NetDmaVersion version, Set<ProviderFlag> flags,
        DeviceObject physicalDeviceObject, int maxDmaChannelCount, String friendlyName) {
}
