// SPDX-License-Identifier: Apache-2.0
/**
 * A client bundle that keeps copying while a scenario is played, and checks each copy. The test installs it with
 * {@code Load.COPIES_RUNNING}; the two share no class, so that the client survives what a scenario does to NetDMA.
 */
package org.netdma.itests.load;
