// SPDX-License-Identifier: Apache-2.0
/** Bus drivers: what all of them do, and the root bus, on which hang the devices that driver packages declare. */
package org.netdma.pnp.bus;
