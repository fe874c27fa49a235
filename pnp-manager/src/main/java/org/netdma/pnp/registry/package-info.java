// SPDX-License-Identifier: Apache-2.0
/** The parameters of drivers. */
package org.netdma.pnp.registry;
