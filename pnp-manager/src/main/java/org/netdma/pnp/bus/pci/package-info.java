// SPDX-License-Identifier: Apache-2.0
/** The virtual PCI bus: its driver, its slots, and its devices' files. */
package org.netdma.pnp.bus.pci;
