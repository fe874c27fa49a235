// SPDX-License-Identifier: Apache-2.0
/**
 * What a provider driver implements for the NetDMA interface: the ProviderXxx entry points. The mandatory ones are
 * methods of {@link org.netdma.provider.spi.DmaProvider} and {@link org.netdma.provider.spi.ProviderChannel}; each
 * optional one is an interface of its own, implemented by those that support it.
 *
 * <p>A routine that throws is treated as one that returned {@code DRIVER_INTERNAL_ERROR}, and logged.
 */
@Export
@Version("1.1.0")
package org.netdma.provider.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
