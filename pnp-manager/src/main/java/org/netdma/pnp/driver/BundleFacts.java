// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import java.util.List;
import java.util.Map;

/**
 * What the driver store knows of a bundle.
 *
 * @param id           of the bundle
 * @param symbolicName of the bundle
 * @param version      of the bundle
 * @param active       whether it is started, lazily included
 * @param inStore      whether it lies in the driver store's folder
 * @param capabilities the attributes of each of its driver capabilities
 */
public record BundleFacts(long id, String symbolicName, String version, boolean active, boolean inStore,
        List<Map<String, Object>> capabilities) {

    public BundleFacts {
        capabilities = List.copyOf(capabilities);
    }

    /** {@return name, version and id for people} */
    @Override
    public String toString() {
        return "bundle %s %s (id %d)".formatted(symbolicName, version, id);
    }
}
