// SPDX-License-Identifier: Apache-2.0
/** The thread that driver routines run on, and the queue of what the PnP manager has to do. */
package org.netdma.pnp.thread;
