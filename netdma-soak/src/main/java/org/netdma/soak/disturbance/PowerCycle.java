// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.PnpManager;

/** A device goes to low power and comes back. */
record PowerCycle(PnpManager pnp, DmaClients clients) implements Disturbance {

    private static final Set<NtStatus> GONE = Set.of(NtStatus.NO_SUCH_DEVICE, NtStatus.INVALID_DEVICE_STATE);

    @Override
    public String name() {
        return "power cycle";
    }

    @Override
    public boolean disturb(SplittableRandom random) throws NtStatusException {
        List<String> started = clients.providers().stream()
                .filter(provider -> provider.state() == ProviderState.STARTED).map(ProviderInfo::instanceId).toList();
        if (started.isEmpty()) {
            return false;
        }
        String device = started.get(random.nextInt(started.size()));
        try {
            pnp.setPower(device, DevicePowerState.D3);
            pnp.setPower(device, DevicePowerState.D0);
            return true;
        } catch (NtStatusException e) {
            if (GONE.contains(e.status())) {
                return false; // what was disturbed before took it away meanwhile
            }
            throw e;
        }
    }
}
