// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts framework properties that start with {@link #PREFIX} into the reference provider's registry path. */
@Component(service = {}, immediate = true)
public final class ProviderParameters {

    /** What the names of the framework properties start with. */
    public static final String PREFIX = "netdma.benchmarks.provider.";

    /** Framework property: the names of the parameters, separated by commas. */
    public static final String NAMES = "netdma.benchmarks.parameters";

    private static final String REGISTRY_PATH = "org.netdma.provider.reference";

    @Activate
    public ProviderParameters(BundleContext context, @Reference ConfigurationAdmin configurations) throws IOException {
        String names = context.getProperty(NAMES);
        if (names == null || names.isEmpty()) {
            return;
        }
        Dictionary<String, Object> parameters = new Hashtable<>();
        for (String name : names.split(",")) {
            parameters.put(name, context.getProperty(PREFIX + name));
        }
        configurations.getConfiguration(REGISTRY_PATH, "?").update(parameters);
    }
}
