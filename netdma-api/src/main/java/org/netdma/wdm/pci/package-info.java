// SPDX-License-Identifier: Apache-2.0
/**
 * The virtual PCI bus: a machine without DMA engines gets devices that are plugged in and pulled out by software, for
 * tests, for demonstrations, and for drivers of hardware that is still on its way.
 */
@Export
@Version("1.0.0")
package org.netdma.wdm.pci;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
