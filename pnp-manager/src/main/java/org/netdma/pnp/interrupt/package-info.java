// SPDX-License-Identifier: Apache-2.0
/** Interrupt vectors and deferred procedure calls, one queue and one thread for each CPU. */
package org.netdma.pnp.interrupt;
