// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.util.List;
import java.util.SplittableRandom;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.PnpManager;

/** A device goes to low power and comes back. */
record PowerCycle(PnpManager pnp) implements Disturbance {

    @Override
    public String name() {
        return "power cycle";
    }

    @Override
    public boolean disturb(SplittableRandom random) throws NtStatusException {
        List<DeviceInfo> started = pnp.devices().stream()
                .filter(device -> device.state() == DeviceState.STARTED && !device.parentId().isEmpty()).toList();
        if (started.isEmpty()) {
            return false;
        }
        String device = started.get(random.nextInt(started.size())).instanceId();
        pnp.setPower(device, DevicePowerState.D3);
        pnp.setPower(device, DevicePowerState.D0);
        return true;
    }
}
