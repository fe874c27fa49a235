// SPDX-License-Identifier: Apache-2.0
/**
 * Memory that engines can reach. A client gets regions from {@link org.netdma.memory.PhysicalMemory} and copies between
 * them; a region is the right to read and write its bytes, so no copy can reach memory that the caller has no region
 * for.
 */
@Export
@Version("1.1.0")
package org.netdma.memory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
