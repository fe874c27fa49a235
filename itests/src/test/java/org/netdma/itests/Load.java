// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import org.osgi.framework.BundleContext;

/** Whether clients copy while a scenario is played. */
enum Load {
    NO_COPIES,
    COPIES_RUNNING;

    /** Starts it; closing what is returned ends it, and fails when a copy was lost, doubled or wrong. */
    Copies start(BundleContext context) throws Exception {
        return this == COPIES_RUNNING ? Copies.start(context) : Copies.none();
    }
}
