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
 * @param activity     whether it is started
 * @param storeFile    the file in the driver store's folder that it was installed from; empty when it is elsewhere
 * @param capabilities the attributes of each of its driver capabilities
 */
public record BundleFacts(long id, String symbolicName, String version, Activity activity, String storeFile,
        List<Map<String, Object>> capabilities) {

    public BundleFacts {
        capabilities = List.copyOf(capabilities);
    }

    /** Whether a bundle is started, and by whom it will be. */
    public enum Activity {
        /** Nobody starts it but the PnP manager, when a device needs it: a staged driver. */
        STOPPED,
        /** Stopped now; the framework starts it sooner or later. */
        TO_BE_STARTED,
        /** Started, lazily included. */
        ACTIVE
    }

    /** {@return whether it is started} */
    public boolean active() {
        return activity == Activity.ACTIVE;
    }

    /** {@return whether it lies in the driver store's folder} */
    public boolean inStore() {
        return !storeFile.isEmpty();
    }

    /** {@return name, version and id for people} */
    @Override
    public String toString() {
        return "bundle %s %s (id %d)".formatted(symbolicName, version, id);
    }
}
