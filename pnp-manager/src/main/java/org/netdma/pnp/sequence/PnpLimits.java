// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.time.Duration;

import org.netdma.wdm.MinorFunction;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.PowerMinorFunction;

/**
 * How long the PnP manager waits.
 *
 * @param call    for one routine of a driver, or one IRP
 * @param drain   for an IRP that may wait for outstanding transfers: STOP_DEVICE, SURPRISE_REMOVAL, REMOVE_DEVICE,
 *                SET_POWER; longer than the NetDMA interface waits for progress of one [STO-4]
 * @param removal for all devices of a driver whose bundle stops [PNP-14]
 */
public record PnpLimits(Duration call, Duration drain, Duration removal) {

    /** {@return how long an IRP may take} */
    Duration of(MinorFunction minor) {
        return minor == PnpMinorFunction.STOP_DEVICE || minor == PnpMinorFunction.SURPRISE_REMOVAL
                || minor == PnpMinorFunction.REMOVE_DEVICE || minor == PowerMinorFunction.SET_POWER ? drain : call;
    }

    /** {@return how long a driver's service may take to come after its bundle was started} */
    public Duration arrival() {
        return call.dividedBy(5);
    }

    /** {@return how long a driver waits for the drivers below it: less than it may take itself} */
    public Duration forward() {
        return call.multipliedBy(4).dividedBy(5);
    }
}
