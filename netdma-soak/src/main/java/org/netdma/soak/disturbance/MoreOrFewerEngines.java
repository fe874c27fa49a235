// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.SplittableRandom;
import org.netdma.wdm.pnp.DriverInfo;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A driver with root-enumerated devices gets another number of them, none included. */
final class MoreOrFewerEngines implements Disturbance, AutoCloseable {

    private static final int MOST = 3;

    private final PnpManager pnp;
    private final ConfigurationAdmin configurations;
    private final Dictionary<String, Dictionary<String, Object>> before = new Hashtable<>();

    MoreOrFewerEngines(PnpManager pnp, ConfigurationAdmin configurations) {
        this.pnp = pnp;
        this.configurations = configurations;
    }

    @Override
    public String name() {
        return "more or fewer engines";
    }

    @Override
    public boolean disturb(SplittableRandom random) throws IOException {
        List<String> drivers = pnp.drivers().stream().filter(driver -> driver.bundleId() != 0)
                .filter(driver -> driver.hardwareIds().stream().anyMatch(id -> id.startsWith("ROOT\\")))
                .map(DriverInfo::name).toList();
        if (drivers.isEmpty()) {
            return false;
        }
        Configuration configuration =
                configurations.getConfiguration(drivers.get(random.nextInt(drivers.size())), "?");
        Dictionary<String, Object> properties = configuration.getProperties();
        if (before.get(configuration.getPid()) == null) {
            before.put(configuration.getPid(), properties == null ? new Hashtable<>() : properties);
        }
        Dictionary<String, Object> changed = properties == null ? new Hashtable<>() : properties;
        changed.put("rootEnumerated", random.nextInt(MOST + 1));
        configuration.update(changed);
        return true;
    }

    /** Puts the configurations back. */
    @Override
    public void close() throws IOException {
        for (var pids = before.keys(); pids.hasMoreElements();) {
            String pid = pids.nextElement();
            Configuration configuration = configurations.getConfiguration(pid, "?");
            if (before.get(pid).isEmpty()) {
                configuration.delete();
            } else {
                configuration.update(before.get(pid));
            }
        }
    }
}
