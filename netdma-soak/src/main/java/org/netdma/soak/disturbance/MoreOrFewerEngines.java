// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.PnpManager;

/** A driver with root-enumerated devices gets another number of them, none included. */
final class MoreOrFewerEngines {

    private static final int MOST = 3;

    private final PnpManager pnp;
    private final ChangedConfigurations configurations;

    MoreOrFewerEngines(PnpManager pnp, ChangedConfigurations configurations) {
        this.pnp = pnp;
        this.configurations = configurations;
    }

    Disturbance disturbance() {
        return Disturbance.change("more or fewer engines", this::disturb);
    }

    private boolean disturb(SplittableRandom random) throws IOException {
        List<String> drivers = pnp.drivers().stream().filter(driver -> driver.bundleId() != 0)
                .filter(driver -> driver.hardwareIds().stream().anyMatch(id -> id.startsWith("ROOT\\")))
                .map(DriverInfo::name).toList();
        if (drivers.isEmpty()) {
            return false;
        }
        configurations.set(drivers.get(random.nextInt(drivers.size())), "rootEnumerated", random.nextInt(MOST + 1));
        return true;
    }
}
