// SPDX-License-Identifier: Apache-2.0
/** Who gets which memory window and which interrupt vector. */
package org.netdma.pnp.resource;
