// SPDX-License-Identifier: Apache-2.0
/**
 * Threads bound to CPUs, through JNA where it is installed. It is the one library of its kind that is a single bundle:
 * the well-known affinity library stands on it too, but its logging needs four bundles more.
 */
package org.netdma.pnp.affinity;
