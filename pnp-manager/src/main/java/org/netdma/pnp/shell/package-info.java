// SPDX-License-Identifier: Apache-2.0
/** The commands {@code pnp:} of the Gogo shell. They use the PnP manager's service, and nothing else of this bundle. */
package org.netdma.pnp.shell;
