// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import java.util.List;

/**
 * The last life of a device, as recorded so far: from its arrival, or from the moment it was given a driver anew, to
 * the unloading of that driver. Of a long life the beginning and the newest steps are kept.
 *
 * @param instanceId the device
 * @param steps      oldest first
 * @param omitted    how many steps are left out
 * @param omittedAt  index of the step before which they are left out
 */
public record DeviceLife(String instanceId, List<LifeStep> steps, long omitted, int omittedAt) {

    public DeviceLife {
        steps = List.copyOf(steps);
    }
}
