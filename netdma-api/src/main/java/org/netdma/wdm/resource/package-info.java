// SPDX-License-Identifier: Apache-2.0
/** Hardware resources of a device: what it needs, and what it was assigned. Value types only. */
@Export
@Version("1.0.0")
package org.netdma.wdm.resource;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
