// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.time.Duration;

/**
 * How long the PnP manager waits.
 *
 * @param call    for one routine of a driver, or one IRP
 * @param removal for all devices of a driver whose bundle stops [PNP-14]
 */
public record PnpLimits(Duration call, Duration removal) {

    /** {@return how long a driver waits for the drivers below it: less than it may take itself} */
    public Duration forward() {
        return call.multipliedBy(4).dividedBy(5);
    }
}
