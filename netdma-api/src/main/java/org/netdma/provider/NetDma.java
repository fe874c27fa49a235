// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider;

import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.provider.spi.DmaProvider;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service that a provider driver registers its engines with. Each bundle gets its own view: engines that it leaves
 * registered are stopped and deregistered when it stops using the service, and the mistake is logged.
 */
@ProviderType
public interface NetDma {

    /** {@return the version of the interface, 2.0. Any thread. Windows: NetDmaGetVersion} */
    NetDmaVersion version();

    /**
     * Registers an engine. Called in AddDevice, after the FDO is on the stack [REG-1]. On a machine with MSI-X the
     * interface calls {@link org.netdma.provider.spi.MessageInterruptProvider#setDmaChannelCpuAffinity} before this
     * returns [REG-6], and nothing else before the provider is started [REG-7]. A refused registration leaves nothing
     * behind [REG-9].
     *
     * @param provider        the driver's object for this engine; it is the provider context [REG-5]
     * @param characteristics what the engine is
     * @return the provider handle, good for this registration only [REG-4]
     * @throws NetDmaException REVISION_MISMATCH for a version that does not exist or is newer than the interface
     *                         [REG-2]; INVALID_PARAMETER for a missing provider, PDO or friendly name, a channel count
     *                         below 1, or flags that the version does not know [REG-3]; INVALID_DEVICE_STATE when no
     *                         FDO is attached to the PDO [REG-1]; OBJECT_NAME_COLLISION when the PDO has a registered
     *                         provider [REG-8]; what setDmaChannelCpuAffinity returned, if that failed.
     *                         Windows: NetDmaRegisterProvider
     */
    ProviderRegistration registerProvider(DmaProvider provider, ProviderCharacteristics characteristics)
            throws NetDmaException;
}
