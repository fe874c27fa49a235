// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

/**
 * What the PnP manager can do to devices and drivers.
 *
 * @param drivers    chooses drivers, and starts and stops their bundles
 * @param loader     loads and unloads drivers
 * @param enumerator finds devices
 * @param start      starts them
 * @param removal    removes them
 * @param rebalance  moves their resources
 * @param power      switches them off and on
 */
record Sequences(DriversOnDemand drivers, DriverLoader loader, Enumerator enumerator, StartSequence start,
        RemovalSequence removal, RebalanceSequence rebalance, PowerSequence power) {
}
