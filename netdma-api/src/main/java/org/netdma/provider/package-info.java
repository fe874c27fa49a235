// SPDX-License-Identifier: Apache-2.0
/**
 * The NetDMA interface as a provider driver calls it: register, start, stop, deregister an engine, report interrupts.
 * Everything here is implemented by the interface; what a driver implements is in {@link org.netdma.provider.spi}.
 */
@Export
@Version("1.1.0")
package org.netdma.provider;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
