// SPDX-License-Identifier: Apache-2.0
/** Devices as the PnP manager keeps them: the tree, its nodes and their state machine. */
package org.netdma.pnp.device;
