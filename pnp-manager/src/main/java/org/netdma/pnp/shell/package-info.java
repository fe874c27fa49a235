// SPDX-License-Identifier: Apache-2.0
/** The commands {@code pnp:} of the Gogo shell. They use the services, and nothing else of this bundle but the
 * reader of PCI devices. */
package org.netdma.pnp.shell;
