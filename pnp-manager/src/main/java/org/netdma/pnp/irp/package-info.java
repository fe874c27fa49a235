// SPDX-License-Identifier: Apache-2.0
/** IRPs and their way down and up a device stack. */
package org.netdma.pnp.irp;
