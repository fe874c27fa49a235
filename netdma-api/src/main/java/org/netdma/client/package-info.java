// SPDX-License-Identifier: Apache-2.0
/**
 * NetDMA for those who want memory moved: find providers, allocate channels, copy. Everything here is implemented by the
 * interface; what a client implements is in {@link org.netdma.client.event}.
 */
@Export
@Version("1.1.0")
package org.netdma.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
