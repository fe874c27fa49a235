// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Changes configurations, and knows what they were. For one thread. */
final class ChangedConfigurations implements AutoCloseable {

    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin configurations;
    private final Map<String, Optional<Dictionary<String, Object>>> before = new HashMap<>();

    ChangedConfigurations(ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    void set(String pid, String name, Object value) throws IOException {
        Configuration configuration = configurations.getConfiguration(pid, ANY_LOCATION);
        Dictionary<String, Object> changed =
                Optional.ofNullable(configuration.getProperties()).orElseGet(Hashtable::new);
        before.putIfAbsent(pid, Optional.ofNullable(configuration.getProperties())); // a copy of its own
        changed.put(name, value);
        configuration.update(changed);
    }

    /** Puts them back. */
    @Override
    public void close() throws IOException {
        for (Map.Entry<String, Optional<Dictionary<String, Object>>> one : before.entrySet()) {
            Configuration configuration = configurations.getConfiguration(one.getKey(), ANY_LOCATION);
            if (one.getValue().isPresent()) {
                configuration.update(one.getValue().get());
            } else {
                configuration.delete();
            }
        }
        before.clear();
    }
}
