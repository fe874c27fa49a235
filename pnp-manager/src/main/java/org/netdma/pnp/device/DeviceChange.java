// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;

/**
 * Something that changed of a device.
 *
 * @param what   changed
 * @param before its state before; the present one where something else changed
 * @param device as it is after the change
 */
public record DeviceChange(What what, DeviceState before, DeviceInfo device) {

    /** What can change. */
    public enum What { STATE, PROBLEM, POWER }
}
