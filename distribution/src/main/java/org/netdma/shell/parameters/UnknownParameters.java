// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell.parameters;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeService;

/**
 * Warns of parameters that nobody reads, such as misspelt ones: when a configuration changes, and when a bundle starts
 * that says what its configuration has.
 */
@Component(immediate = true)
public final class UnknownParameters implements ConfigurationListener {

    private static final System.Logger LOGGER = System.getLogger(UnknownParameters.class.getName());

    private final ConfigurationAdmin configurations;
    private final ParameterCatalog catalog;
    private final BundleContext context;
    private final BundleListener started = this::bundleChanged;

    @Activate
    public UnknownParameters(@Reference ConfigurationAdmin configurations, @Reference MetaTypeService metatype,
            BundleContext context) {
        this.configurations = configurations;
        this.context = context;
        catalog = new ParameterCatalog(metatype, context);
        context.addBundleListener(started);
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(started);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_UPDATED) {
            catalog.set(event.getPid()).ifPresent(this::check);
        }
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STARTED) {
            catalog.sets(event.getBundle()).forEach(this::check);
        }
    }

    private void check(ParameterSet set) {
        find(set.pid()).flatMap(configuration -> set.objection(names(configuration)))
                .ifPresent(objection -> LOGGER.log(Level.WARNING, objection));
    }

    private Optional<Configuration> find(String pid) {
        try {
            Configuration[] found = configurations.listConfigurations("(" + Constants.SERVICE_PID + "=" + pid + ")");
            return found == null ? Optional.empty() : Optional.of(found[0]);
        } catch (IOException | InvalidSyntaxException e) {
            LOGGER.log(Level.WARNING, "The configuration " + pid + " can not be read", e);
            return Optional.empty();
        }
    }

    private static List<String> names(Configuration configuration) {
        Dictionary<String, Object> properties = configuration.getProperties();
        return properties == null ? List.of() : Collections.list(properties.keys());
    }
}
