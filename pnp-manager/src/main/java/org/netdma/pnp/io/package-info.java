// SPDX-License-Identifier: Apache-2.0
/** The I/O manager's service, as drivers call it. */
package org.netdma.pnp.io;
