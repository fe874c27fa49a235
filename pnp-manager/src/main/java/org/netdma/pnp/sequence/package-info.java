// SPDX-License-Identifier: Apache-2.0
/**
 * What is done to devices, step by step: enumeration, start, removal.
 * {@link org.netdma.pnp.sequence.PlugAndPlay} puts it together.
 */
package org.netdma.pnp.sequence;
