// SPDX-License-Identifier: Apache-2.0
/** The PCI devices that the machine really has, as its operating system lists them. */
package org.netdma.pnp.bus.host;
