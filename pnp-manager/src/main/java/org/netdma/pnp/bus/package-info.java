// SPDX-License-Identifier: Apache-2.0
/** The root bus, on which hang the devices that driver packages declare themselves. */
package org.netdma.pnp.bus;
