// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import java.util.Objects;

/**
 * One of those whose conversation is the life of a device.
 *
 * @param role what it is to the device
 * @param name the driver's, or the interface's; empty for the PnP manager
 */
public record LifeParty(Role role, String name) {

    /** The PnP manager, with the I/O manager. */
    public static final LifeParty PNP_MANAGER = new LifeParty(Role.PNP_MANAGER, "");

    /** What somebody is to a device; in the order from the machine to the device's users. */
    public enum Role {
        /** The PnP manager, with the I/O manager. */
        PNP_MANAGER,
        /** The driver that made the PDO. */
        BUS_DRIVER,
        /** A driver between the bus driver and the function driver. */
        LOWER_FILTER,
        /** The driver that made the FDO. */
        FUNCTION_DRIVER,
        /** A driver above the function driver. */
        UPPER_FILTER,
        /** An interface that drivers register with, such as NetDMA. */
        INTERFACE
    }

    public LifeParty {
        Objects.requireNonNull(role);
        Objects.requireNonNull(name);
    }
}
