// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import org.netdma.client.DmaClients;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * What is disturbed.
 *
 * @param pnp            has the engines
 * @param bus            takes further ones
 * @param clients        of the engines
 * @param configurations of drivers and interface
 * @param context        of this bundle
 */
public record Machine(PnpManager pnp, VirtualPciBus bus, DmaClients clients, ConfigurationAdmin configurations,
        BundleContext context) {
}
