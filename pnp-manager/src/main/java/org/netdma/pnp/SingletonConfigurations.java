// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Reads configurations of PIDs that have one each. A factory configuration of such a PID, which File Install makes of
 * {@code PID-name.cfg}, is named in the log and not taken; Declarative Services would make a second component of it, so
 * that components with such a PID let them configure nothing. Any thread.
 */
final class SingletonConfigurations {

    private static final System.Logger LOG = System.getLogger(SingletonConfigurations.class.getName());
    private static final String FACTORY_PID = "service.factoryPid";
    private static final String FILE = "felix.fileinstall.filename";

    // Of all who read configurations in this bundle: each is named once.
    private static final Set<String> NAMED = ConcurrentHashMap.newKeySet();

    private final ConfigurationAdmin configurations;

    SingletonConfigurations(ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    /** {@return the configuration of a PID as it is now, without what is ConfigurationAdmin's own; empty for none} */
    Map<String, Object> read(String pid) {
        Map<String, Object> taken = Map.of();
        String escaped = pid.replaceAll("([\\\\*()])", "\\\\$1");
        for (Configuration each : list("(|(%s=%s)(%s=%s))".formatted(Constants.SERVICE_PID, escaped, FACTORY_PID,
                escaped))) {
            Dictionary<String, Object> properties = each.getProcessedProperties(null);
            if (each.getFactoryPid() == null) {
                taken = properties == null ? Map.of() : plain(properties);
            } else if (NAMED.add(each.getPid())) {
                Object file = properties == null ? null : properties.get(FILE);
                LOG.log(Level.WARNING, "{0} is not taken: {1} has one configuration, {1}.cfg, and a name with a hyphen "
                        + "makes a further one. Merge it into that one, or delete it",
                        Objects.requireNonNullElse(file, "factory configuration " + each.getPid()), pid);
            }
        }
        return taken;
    }

    /** Listed, not gotten: that would bind the configuration to this bundle, or create it. */
    private Configuration[] list(String filter) {
        try {
            Configuration[] found = configurations.listConfigurations(filter);
            return found == null ? new Configuration[0] : found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("configurations " + filter + " can not be read", unreadable);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException("configurations " + filter + " can not be asked for", impossible);
        }
    }

    private static Map<String, Object> plain(Dictionary<String, Object> properties) {
        Map<String, Object> plain = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            // These are ConfigurationAdmin's and File Install's own.
            if (!key.startsWith("service.") && !key.startsWith("felix.fileinstall.")) {
                plain.put(key, properties.get(key));
            }
        }
        return Map.copyOf(plain);
    }
}
