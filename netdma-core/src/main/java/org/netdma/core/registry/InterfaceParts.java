// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import java.util.function.Supplier;
import org.netdma.core.channel.ChannelTable;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.settings.ApicIds;
import org.netdma.core.settings.Settings;
import org.netdma.core.verifier.CoreVerifier;

/**
 * What all providers share.
 *
 * @param space    the physical addresses
 * @param channels all channels
 * @param events   what clients are told
 * @param settings as configured now
 * @param apicIds  of the machine's CPUs
 * @param verifier that watches drivers and clients
 */
public record InterfaceParts(AddressSpace space, ChannelTable channels, ProviderEvents events,
        Supplier<Settings> settings, ApicIds apicIds, CoreVerifier verifier) {
}
