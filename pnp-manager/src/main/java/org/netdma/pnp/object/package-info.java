// SPDX-License-Identifier: Apache-2.0
/** Driver objects, device objects, and the stacks that these form. */
package org.netdma.pnp.object;
