// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import java.util.List;

/**
 * A driver package, as it was at one moment.
 *
 * @param name        the driver's name; the bundle's symbolic name for a bundle that is no driver
 * @param version     the bundle's version
 * @param bundleId    the bundle that carries it
 * @param state       how far it is loaded
 * @param hardwareIds it serves
 * @param devices     instance ids of the devices it serves now
 * @param detail      why it is not loaded, in a sentence that names the rule; empty when nothing is wrong
 */
public record DriverInfo(String name, String version, long bundleId, LoadState state, List<String> hardwareIds,
        List<String> devices, String detail) {

    public DriverInfo {
        hardwareIds = List.copyOf(hardwareIds);
        devices = List.copyOf(devices);
    }

    /** How far a driver is loaded. */
    public enum LoadState {
        /** In the store: the bundle is installed, its driver service is not there. */
        STAGED,
        /** DriverEntry succeeded. */
        LOADED,
        /** DriverEntry failed, threw, or left out AddDevice or Unload. */
        FAILED,
        /** A bundle of the driver store that carries no driver. */
        NOT_A_DRIVER
    }
}
