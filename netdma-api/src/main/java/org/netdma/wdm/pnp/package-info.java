// SPDX-License-Identifier: Apache-2.0
/**
 * The Plug and Play manager as tools and tests see it: the device tree, the drivers, and what went wrong with which.
 * What it shows are snapshots.
 */
@Export
@Version("1.0.0")
package org.netdma.wdm.pnp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
