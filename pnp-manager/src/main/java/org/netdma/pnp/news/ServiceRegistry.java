// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.news;

import java.util.Map;

import org.netdma.wdm.pnp.Device;

/** Where device services are registered: the framework, seen from the classes that do not know it. */
@FunctionalInterface
public interface ServiceRegistry {

    /** A registered service. */
    interface Registration {

        /** Replaces its properties. */
        void modify(Map<String, Object> properties);

        /** Takes it back. */
        void unregister();
    }

    /** Registers a service. */
    Registration register(Device service, Map<String, Object> properties);
}
