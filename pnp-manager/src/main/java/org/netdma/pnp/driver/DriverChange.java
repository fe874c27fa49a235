// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import java.util.Optional;

import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.DriverInfo;

/**
 * A driver package that came, went, or changed its load state.
 *
 * @param before its state before; empty when it is new
 * @param driver as it is after the change; as it was last when it is gone
 * @param gone   whether it is gone
 */
public record DriverChange(Optional<LoadState> before, DriverInfo driver, boolean gone) {
}
