// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.netdma.client.DmaClients;
import org.netdma.client.ProviderInfo;
import org.netdma.client.ProviderState;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;

/** What a person does to a device with an engine. */
final class DeviceDisturbances {

    private static final Set<NtStatus> GONE = Set.of(NtStatus.NO_SUCH_DEVICE, NtStatus.INVALID_DEVICE_STATE);

    private final PnpManager pnp;
    private final DmaClients clients;

    /** One change. */
    @FunctionalInterface
    private interface Change {
        void make(String device) throws NtStatusException;
    }

    DeviceDisturbances(PnpManager pnp, DmaClients clients) {
        this.pnp = pnp;
        this.clients = clients;
    }

    List<Disturbance> all() {
        return List.of(
                of("power cycle", device -> {
                    pnp.setPower(device, DevicePowerState.D3);
                    pnp.setPower(device, DevicePowerState.D0);
                }),
                of("disable and enable", device -> {
                    try {
                        pnp.disable(device);
                    } finally {
                        pnp.enable(device); // whatever became of it: a device stays disabled over restarts [PNP-17]
                    }
                }),
                Disturbance.change("restart", random -> disturb(pnp::restart,
                        Stream.concat(started().stream(), failed().stream()).toList(), random)),
                of("rebalance", pnp::rebalance));
    }

    private Disturbance of(String name, Change change) {
        return Disturbance.change(name, random -> disturb(change, started(), random));
    }

    private List<String> started() {
        return clients.providers().stream().filter(provider -> provider.state() == ProviderState.STARTED)
                .map(ProviderInfo::instanceId).toList();
    }

    /** Those that failed after they had started, as one does whose engine obeys nothing [STO-4]. */
    private List<String> failed() {
        return pnp.devices().stream().filter(device -> device.problem() == ProblemCode.FAILED_POST_START)
                .map(DeviceInfo::instanceId).toList();
    }

    private boolean disturb(Change change, List<String> devices, SplittableRandom random) throws NtStatusException {
        if (devices.isEmpty()) {
            return false;
        }
        try {
            change.make(devices.get(random.nextInt(devices.size())));
            return true;
        } catch (NtStatusException e) {
            if (GONE.contains(e.status())) {
                return false; // what was disturbed before took it away meanwhile
            }
            throw e;
        }
    }

    /** Restarts what failed. */
    void mend() throws NtStatusException {
        for (String device : failed()) {
            pnp.restart(device);
        }
    }
}
